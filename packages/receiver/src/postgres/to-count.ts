/** A limit as PostgreSQL takes it. */
export function toCount(limit: number): number {
  return limit > 0 ? Math.min(Math.floor(limit), 1_000_000_000) : 0;
}
