import { renameSync, rmSync, writeFileSync } from "node:fs";
import { CliError } from "../cli-error.ts";

/** A file that is to be written. */
export interface Change {
  path: string;
  /** What was in it; undefined when it is new. */
  before: string | undefined;
  text: string;
}

/**
 * Writes all files, or none: what was there before is put back when one cannot be written.
 *
 * @throws CliError when one cannot be written.
 */
export function writeAll(changes: readonly Change[]): void {
  const unfinished = (path: string) => `${path}.${process.pid}.unfinished`;
  const done: Change[] = [];
  try {
    // What can go wrong goes wrong here as a rule: no right, no room. Nothing has changed then.
    for (const { path, text } of changes) writeFileSync(unfinished(path), text, { flag: "wx" });
    for (const change of changes) {
      renameSync(unfinished(change.path), change.path);
      done.push(change);
    }
  } catch (error) {
    for (const { path } of changes) rmSync(unfinished(path), { force: true });
    for (const { path, before } of done) {
      if (before === undefined) rmSync(path);
      else writeFileSync(path, before);
    }
    throw new CliError(`Nothing was written, as not all could be: ${(error as Error).message}`);
  }
}
