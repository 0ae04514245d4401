import { createHash } from "node:crypto";

/**
 * The text that the fingerprint of an event is the digest of: its JSON as RFC 8785 (JCS) spells it. Halves of surrogate
 * pairs, which the RFC refuses, are escaped: `\ud800`.
 *
 * @param event what `JSON.parse` made of its text.
 * @throws when a number is too large to be known exactly: such an event is taken by its letter.
 */
export function canonical(event: unknown): string {
  if (typeof event === "number" && Math.abs(event) > Number.MAX_SAFE_INTEGER) {
    throw new RangeError("A number beyond 2^53 - 1 is not known exactly.");
  }
  if (Array.isArray(event)) return `[${event.map(canonical).join()}]`;
  if (typeof event !== "object" || event === null) return JSON.stringify(event);
  // Sorted by UTF-16 units, as the RFC asks for.
  const members = Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${canonical(value)}`).join()}}`;
}

/** SHA-256 of the UTF-8 of a text, as base64url without padding: 43 characters. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
