import { constants, isUtf8 } from "node:buffer";
import { decode } from "./decode.ts";
import { findSyntaxError } from "./find-syntax-error.ts";
import { placeOf } from "./place-of.ts";

/** A JSON value, or what keeps these bytes from being one. */
export type ParsedJson = { ok: true; value: unknown } | { ok: false; message: string };

/**
 * Parses the bytes of one delivery.
 *
 * @param firstLine the line of the file on which they begin, from 1: messages count from the top of the file.
 */
export function parseJson(bytes: Buffer, firstLine: number): ParsedJson {
  if (bytes.length > constants.MAX_STRING_LENGTH) return { ok: false, message: tooLong };
  const text = decode(bytes);
  if (!isUtf8(bytes)) {
    return { ok: false, message: `${placeOf(text, invalidUtf8Offset(bytes, text), firstLine)}: not UTF-8` };
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    // Node's own message quotes the payload, and often does not say where.
    const mistake = findSyntaxError(text);
    if (!mistake) throw error;
    const place = placeOf(text, mistake.offset, firstLine);
    return { ok: false, message: `${place}: not JSON: expected ${mistake.expected}, found ${mistake.found}` };
  }
}

const tooLong = `longer than ${Math.floor(constants.MAX_STRING_LENGTH / 2 ** 20)} MiB, more than Node can parse at once`;

/** Where in the decoded text the first bytes stand that are not UTF-8. */
function invalidUtf8Offset(bytes: Buffer, text: string): number {
  const again = Buffer.from(text);
  // Decoding drops a byte order mark.
  const skipped = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const wrong = bytes.subarray(skipped).findIndex((byte, index) => byte !== again[index]);
  return bytes.subarray(skipped, skipped + wrong).toString("utf8").length;
}
