/// <reference types="node" />
import { Buffer } from "node:buffer";

/** What SQLite's text does not keep: half of a surrogate pair has no UTF-8, and a zero ends a text in places. */
const unkept = /[\0\p{Surrogate}]/u;

/** A text as SQLite keeps it to the last bit: as text, or as its UTF-16 in a blob. */
export function toStored(text: string): string | Uint8Array {
  return unkept.test(text) ? Buffer.from(text, "utf16le") : text;
}

export function fromStored(value: string | Uint8Array): string {
  return typeof value === "string" ? value : Buffer.from(value).toString("utf16le");
}
