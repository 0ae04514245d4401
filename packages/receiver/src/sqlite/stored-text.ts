/// <reference types="node" />
/// <reference lib="es2024.string" />
import { Buffer } from "node:buffer";

/**
 * A text as SQLite keeps it to the last bit: as text, or as its UTF-16 in a blob. Its text does not keep everything: half of
 * a surrogate pair has no UTF-8, and a zero ends a text in places.
 */
export function toStored(text: string): string | Uint8Array {
  return text.isWellFormed() && !text.includes("\0") ? text : Buffer.from(text, "utf16le");
}

export function fromStored(value: string | Uint8Array): string {
  return typeof value === "string" ? value : Buffer.from(value).toString("utf16le");
}
