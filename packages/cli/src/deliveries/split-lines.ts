import type { Bytes } from "./bytes.ts";

/** A line of a file, as its bytes stand there. */
export interface Line {
  /** From 1. */
  number: number;
  /** With the line break that ends it. */
  bytes: Bytes;
}

const newline = 0x0a;

/**
 * Splits bytes into lines, a chunk at a time.
 *
 * Not `node:readline`: it also breaks at a lone CR and at U+2028, which JSON allows within a string, and it decodes,
 * so that bytes which are not UTF-8 would be lost.
 */
export async function* splitLines(chunks: AsyncIterable<Bytes>): AsyncGenerator<Line> {
  let number = 1;
  // Pieces, so that a line of many chunks is put together only once.
  let pieces: Bytes[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      pieces.push(chunk.subarray(start, end + 1));
      yield { number: number++, bytes: Buffer.concat(pieces) };
      pieces = [];
      start = end + 1;
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start));
  }
  if (pieces.length > 0) yield { number, bytes: Buffer.concat(pieces) };
}

/** Whether there is nothing but white space. */
export function isBlank(bytes: Bytes): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

/** The bytes of a line without the LF or CR LF that ends it. */
export function withoutBreak({ bytes }: Line): Bytes {
  if (bytes.at(-1) !== newline) return bytes;
  return bytes.subarray(0, bytes.at(-2) === 0x0d ? -2 : -1);
}
