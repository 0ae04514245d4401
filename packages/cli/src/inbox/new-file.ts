import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { CliError } from "../cli-error.ts";
import { printable } from "../printable.ts";

/** A file that is there under its name when it is whole, and not before. */
export interface NewFile {
  /** Its name, for people. */
  shown: string;
  write(text: string): Promise<void>;
  /** Gives it its name. Without this, nothing of it is left when the program ends. */
  finish(): void;
}

/**
 * Begins a file beside the place where it is to be, readable for its owner only.
 *
 * @param force replaces a file that is there.
 * @throws CliError from all of its methods, when the file cannot be written, or there is one that is not to be replaced.
 */
export function newFile(path: string, force: boolean): NewFile {
  const shown = printable(path);
  checkPlace(path, shown, force);
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  const descriptor = explain(shown, () => openSync(draft, "wx", 0o600));
  let isOpen = true;
  const remove = (): void => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
    rmSync(draft, { force: true });
  };
  // However the program ends, but for a kill.
  process.once("exit", remove);
  return {
    shown,
    // Not by a stream, whose errors come when nobody waits for them.
    write: async (text) => explain(shown, () => writeFileSync(descriptor, text)),
    finish() {
      explain(shown, () => {
        fsyncSync(descriptor);
        if (force) renameSync(draft, path);
        else nameNew(draft, path, shown);
      });
      remove();
    },
  };
}

function checkPlace(path: string, shown: string, force: boolean): void {
  const stat = explain(shown, () => statSync(path, { throwIfNoEntry: false }));
  if (stat === undefined) return;
  // A device would be replaced by a file of its name.
  if (!stat.isFile()) throw new CliError(`${shown} is no file. For stdout, leave out --output.`);
  if (!force) throw new CliError(isThere(shown));
}

/** Fails when somebody else has made a file of that name meanwhile. */
function nameNew(draft: string, path: string, shown: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw new CliError(isThere(shown));
    // There are file systems without links.
    renameSync(draft, path);
  }
}

function isThere(shown: string): string {
  return `${shown} is there already. Name another file, or replace it with --force.`;
}

function explain<T>(shown: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    const { code = "", message } = cause as NodeJS.ErrnoException;
    throw new CliError(`cannot write ${shown}: ${reasons[code] ?? message}`, { cause });
  }
}

const reasons: Record<string, string> = {
  ENOENT: "its folder is not there",
  ENOTDIR: "a part of its path is a file, not a folder",
  EISDIR: "it is a folder",
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full; nothing was left there",
  EDQUOT: "the disk quota is used up; nothing was left there",
};
