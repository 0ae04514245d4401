/// <reference types="node" />
import { createHash } from "node:crypto";

/** What PostgreSQL's text does not keep: a zero, and half of a surrogate pair, which has no UTF-8. */
const unkept = /[\0\p{Surrogate}]/u;

/**
 * A text as PostgreSQL keeps it to the last bit: as it is, or as a JSON string, which escapes what is not kept. Which of
 * them it is, its first character says; so what begins with a quotation mark by itself is stored as a JSON string too.
 */
export function toStored(text: string): string {
  return text.startsWith('"') || unkept.test(text) ? JSON.stringify(text) : text;
}

export function fromStored(stored: string): string {
  return stored.startsWith('"') ? JSON.parse(stored) : stored;
}

/** A key of 128 bits for any text: no two texts that were ever found have the same. */
export function keyOf(text: string): string {
  // JSON keeps apart what UTF-8 would make the same, as above.
  return createHash("sha256").update(JSON.stringify(text)).digest("hex").slice(0, 32);
}
