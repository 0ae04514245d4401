import { decode } from "./decode.ts";
import { isBlank, type Line } from "./split-lines.ts";

/** Whether a file's name says that it is JSON Lines. */
export function namesJsonLines(file: string): boolean {
  return /\.(jsonl|ndjson)$/i.test(file);
}

/** Whether the first line is JSON and another follows: no JSON document goes on after its end. */
export function beginsJsonLines(head: Line[]): boolean {
  const [first, second] = head.filter((line) => !isBlank(line.bytes));
  return first !== undefined && second !== undefined && isJson(first.bytes);
}

/**
 * Whether these are JSON Lines whose first line is broken, and not one broken JSON document over many lines, of which
 * every line would be reported.
 */
export function areJsonLines(lines: Line[]): boolean {
  const written = lines.filter((line) => !isBlank(line.bytes));
  if (written.length < 2) return false;
  // Within a document printed over many lines the inner ones are indented, and the outer ones are no JSON alone.
  const looksSo =
    written.every(opensObject) || written.some((line) => !isIndented(line) && isJson(line.bytes));
  return looksSo && !isJson(Buffer.concat(lines.map((line) => line.bytes)));
}

function opensObject({ bytes }: Line): boolean {
  return bytes[0] === 0x7b;
}

function isIndented({ bytes }: Line): boolean {
  return bytes[0] === 0x20 || bytes[0] === 0x09;
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(decode(bytes));
    return true;
  } catch {
    return false;
  }
}
