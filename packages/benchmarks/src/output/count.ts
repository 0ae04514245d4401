/** A count as people read it: 1,000,000. */
export function count(value: number): string {
  return value.toLocaleString("en");
}
