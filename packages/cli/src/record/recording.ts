import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { CliError } from "../cli-error.ts";
import { plural } from "../plural.ts";
import { printNote } from "../print.ts";
import { printable } from "../printable.ts";
import { lookThrough } from "./look-through.ts";
import { header } from "./to-line.ts";

/** A trace that grows by whole lines: whenever the program is killed, what is before the last line is good. */
export interface Recording {
  /** Its name, for people. */
  shown: string;
  /** How many deliveries were in it when it was opened. */
  before: number;
  /**
   * Appends a line: whole, or not at all. The system has it then, and keeps it when this process is killed.
   *
   * @throws CliError when the file cannot be written.
   */
  append(line: string): void;
  /** @throws CliError when the disk did not take all of it. */
  close(): void;
  /** Closes it, and removes it unless it was there before. */
  discard(): void;
}

/**
 * Begins a recording, readable for its owner only, or opens one to add to.
 *
 * @param more adds to a file that is there, from which a torn last line is removed.
 * @throws CliError when the file cannot be written, is there already, or is no trace to add to.
 */
export async function openRecording(path: string, more: boolean): Promise<Recording> {
  const shown = printable(path);
  const isThere = checkPlace(path, shown, more);
  const found = isThere
    ? await lookThrough(path)
    : { deliveries: 0, bytes: 0, tornBytes: 0, endsOpen: false };
  const descriptor = explain(shown, () => openSync(path, isThere ? "r+" : "wx", 0o600));
  let end = found.bytes;
  const append = (text: string): void => {
    const bytes = Buffer.from(text);
    explain(shown, () => writeAt(descriptor, bytes, end));
    end += bytes.length;
  };
  if (found.tornBytes > 0) {
    explain(shown, () => ftruncateSync(descriptor, end));
    printNote(`The last line of ${shown} was torn; its ${plural(found.tornBytes, "byte")} were removed.`);
  }
  if (found.endsOpen) append("\n");
  if (end === 0) append(header);
  return {
    shown,
    before: found.deliveries,
    append,
    close() {
      explain(shown, () => fsyncSync(descriptor));
      closeSync(descriptor);
    },
    discard() {
      closeSync(descriptor);
      if (!isThere) rmSync(path, { force: true });
    },
  };
}

/** Not by the descriptor's own place: a write that fails midway is undone. */
function writeAt(descriptor: number, bytes: Buffer, start: number): void {
  // Somebody else may have added to it: that is not written over.
  if (fstatSync(descriptor).size !== start) throw new Error("another program has changed it");
  try {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(descriptor, bytes, done, bytes.length - done, start + done);
    }
  } catch (error) {
    ftruncateSync(descriptor, start);
    throw error;
  }
}

/** Whether there is a file to add to. */
function checkPlace(path: string, shown: string, more: boolean): boolean {
  const stat = explain(shown, () => statSync(path, { throwIfNoEntry: false }));
  if (stat === undefined) return false;
  if (!stat.isFile()) throw new CliError(`${shown} is no file. Name one with --out.`);
  if (!more)
    throw new CliError(
      `${shown} is there already. Name another file with --out, or add to it with --append.`,
    );
  return true;
}

function explain<T>(shown: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const { code = "", message } = cause as NodeJS.ErrnoException;
    throw new CliError(`cannot write ${shown}: ${reasons[code] ?? message}`, { cause });
  }
}

const reasons: Record<string, string> = {
  ENOENT: "its folder is not there",
  ENOTDIR: "a part of its path is a file, not a folder",
  EEXIST: "another program has just made it",
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
};
