/// <reference types="node" />
import { readFileSync } from "node:fs";

// A trace is records, one behind the other, in the order in which things happened: four little-endian numbers of 8 bytes
// (kind, file, offset, length), then so many bytes. `trace-files.c` writes them, and `TraceNotes` those of kind `n`.
// What changes a file is written down when it is done, so whatever stands before a sync was there to be synced.

/** What a process did. A file is known by its number on the disk, which may be given again after it was removed. */
export type Step =
  /** It was made by this, if there was none. */
  | { readonly kind: "open"; readonly file: number; readonly path: string }
  | { readonly kind: "write"; readonly file: number; readonly offset: number; readonly data: Buffer }
  | { readonly kind: "truncate"; readonly file: number; readonly size: number }
  /** All that was done to the file, or to the names in the folder, is on the disk. */
  | { readonly kind: "sync"; readonly file: number }
  | { readonly kind: "unlink"; readonly path: string }
  /** What the program itself says: JSON. */
  | { readonly kind: "note"; readonly text: string };

export const headerSize = 32;

/** Reads a whole trace. */
export function readTrace(path: string): Step[] {
  const bytes = readFileSync(path);
  const steps: Step[] = [];
  for (let at = 0; at < bytes.length; ) {
    const kind = String.fromCharCode(numberAt(bytes, at));
    const file = numberAt(bytes, at + 8);
    const offset = numberAt(bytes, at + 16);
    const start = at + headerSize;
    at = start + numberAt(bytes, at + 24);
    steps.push(toStep(kind, file, offset, bytes.subarray(start, at)));
  }
  return steps;
}

function numberAt(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}

function toStep(kind: string, file: number, offset: number, data: Buffer): Step {
  switch (kind) {
    case "o":
      return { kind: "open", file, path: data.toString() };
    case "w":
      return { kind: "write", file, offset, data };
    case "t":
      return { kind: "truncate", file, size: offset };
    case "s":
      return { kind: "sync", file };
    case "u":
      return { kind: "unlink", path: data.toString() };
    case "n":
      return { kind: "note", text: data.toString() };
    default:
      throw new Error(`The trace has a record that it should not have, of kind ${JSON.stringify(kind)}.`);
  }
}
