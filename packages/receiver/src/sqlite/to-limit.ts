/** A limit as SQLite takes it: to it, a negative one is none, and infinity is no number. */
export function toLimit(limit: number): number {
  return limit > 0 ? Math.min(Math.floor(limit), Number.MAX_SAFE_INTEGER) : 0;
}
