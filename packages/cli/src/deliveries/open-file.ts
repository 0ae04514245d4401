import { createReadStream } from "node:fs";
import { printNote } from "../print.ts";
import type { Bytes } from "./bytes.ts";
import { stdin } from "./stdin.ts";
import { UnreadableError } from "./unreadable-error.ts";

/**
 * The bytes of a file, or of stdin for `-`.
 *
 * @throws UnreadableError before or amid the bytes, when the file cannot be read.
 */
export async function* openFile(file: string): AsyncGenerator<Bytes> {
  if (file === stdin && process.stdin.isTTY) {
    printNote("Reading from the terminal: paste the deliveries, then press Ctrl-D on a line of its own.");
  }
  try {
    yield* file === stdin ? process.stdin : createReadStream(file);
  } catch (error) {
    throw new UnreadableError(file, error as NodeJS.ErrnoException);
  }
}
