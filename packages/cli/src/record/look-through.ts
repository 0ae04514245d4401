import { FormatError, parseTrace } from "@proto-webhooks/mock-sender";
import { CliError } from "../cli-error.ts";
import { openFile } from "../deliveries/open-file.ts";
import { isBlank, type Line, splitLines, withoutBreak } from "../deliveries/split-lines.ts";

/** What there is of a recording. */
export interface Found {
  deliveries: number;
  /** How long it is, in bytes, without a torn last line. */
  bytes: number;
  /** How many bytes of its last line are there, when it is torn. */
  tornBytes: number;
  /** Only the line break is missing at its end. */
  endsOpen: boolean;
}

/**
 * Looks whether a file can be added to, a line at a time.
 *
 * @throws CliError when it is no trace, or cannot be read. Its deliveries are not judged.
 */
export async function lookThrough(path: string): Promise<Found> {
  const found: Found = { deliveries: 0, bytes: 0, tornBytes: 0, endsOpen: false };
  for await (const line of splitLines(openFile(path))) {
    if (line.number === 1) checkHeader(line, path);
    else if (isTorn(line)) return { ...found, tornBytes: line.bytes.length };
    else if (!isBlank(line.bytes)) found.deliveries++;
    found.bytes += line.bytes.length;
    found.endsOpen = isOpen(line);
  }
  return found;
}

function checkHeader(line: Line, path: string): void {
  try {
    parseTrace(withoutBreak(line).toString(), path);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new CliError(`${error.message} Only a trace can be added to.`, { cause: error });
  }
}

function isOpen({ bytes }: Line): boolean {
  return bytes.at(-1) !== 0x0a;
}

/** Its end was never written. One that lacks its line break only is whole: no part of an object is JSON. */
function isTorn(line: Line): boolean {
  if (!isOpen(line)) return false;
  try {
    JSON.parse(line.bytes.toString());
    return false;
  } catch {
    return true;
  }
}
