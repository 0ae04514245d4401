import { isObject } from "../check.ts";

/**
 * Whether all that was sent is there. There may be more: fields and messages of which the sender of the event knew nothing.
 * Null and absent are the same.
 */
export function covers(sent: unknown, found: unknown): boolean {
  if (sent === null || sent === undefined) return found === null || found === undefined;
  if (Array.isArray(sent)) return Array.isArray(found) && coversList(sent, found);
  if (!isObject(sent)) return sent === found;
  return isObject(found) && Object.entries(sent).every(([key, one]) => covers(one, found[key]));
}

function coversList(sent: readonly unknown[], found: readonly unknown[]): boolean {
  let at = 0;
  return sent.every((item) => {
    while (at < found.length && !covers(item, found[at])) at++;
    return at++ < found.length;
  });
}
