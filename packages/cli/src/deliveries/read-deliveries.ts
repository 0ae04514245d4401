import type { Bytes } from "./bytes.ts";
import { areJsonLines, beginsJsonLines, namesJsonLines } from "./json-lines.ts";
import { openFile } from "./open-file.ts";
import { isBlank, type Line, splitLines, withoutBreak } from "./split-lines.ts";

/** One delivery as it is written in a file, not yet parsed. */
export interface WrittenDelivery {
  /** The name as the user gave it, `-` for stdin. */
  file: string;
  /** The line on which it begins, from 1. */
  line: number;
  /** A whole file as it is; of JSON Lines the line, without its line break. */
  bytes: Bytes;
  /** The line of their first byte, from 1: blank lines may stand before the delivery. */
  firstLine: number;
}

/**
 * Reads the deliveries of a file: one as JSON, over any number of lines, or many as JSON Lines, one on each line.
 *
 * The name says which, `.jsonl` or `.ndjson`, or else the contents do. JSON Lines are streamed, never held as a whole.
 *
 * @throws UnreadableError when the file cannot be read, perhaps after some of its deliveries.
 */
export async function* readDeliveries(file: string): AsyncGenerator<WrittenDelivery> {
  const lines = splitLines(openFile(file));
  const named = namesJsonLines(file);
  const head = named ? [] : await readHead(lines);
  if (named || beginsJsonLines(head)) {
    yield* eachLine(file, head);
    yield* eachLine(file, lines);
    return;
  }
  for await (const line of lines) head.push(line);
  if (areJsonLines(head)) {
    yield* eachLine(file, head);
  } else {
    const begin = head.find((line) => !isBlank(line.bytes))?.number ?? 1;
    yield { file, line: begin, bytes: Buffer.concat(head.map((line) => line.bytes)), firstLine: 1 };
  }
}

/** The lines up to the second one that is not blank. */
async function readHead(lines: AsyncGenerator<Line>): Promise<Line[]> {
  const head: Line[] = [];
  let written = 0;
  while (written < 2) {
    // Not `for await`, which would close what is read on from here.
    const { value, done } = await lines.next();
    if (done) break;
    head.push(value);
    if (!isBlank(value.bytes)) written++;
  }
  return head;
}

async function* eachLine(
  file: string,
  lines: Iterable<Line> | AsyncIterable<Line>,
): AsyncGenerator<WrittenDelivery> {
  for await (const line of lines) {
    if (isBlank(line.bytes)) continue;
    yield { file, line: line.number, bytes: withoutBreak(line), firstLine: line.number };
  }
}
