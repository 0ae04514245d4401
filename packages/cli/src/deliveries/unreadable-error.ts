import { CliError } from "../cli-error.ts";
import { shownName } from "./stdin.ts";

/** A file that cannot be read, and why. */
export class UnreadableError extends CliError {
  override name = "UnreadableError";

  constructor(file: string, cause: NodeJS.ErrnoException) {
    super(`cannot read ${shownName(file)}: ${reasons[cause.code ?? ""] ?? cause.message}`, { cause });
  }
}

const reasons: Record<string, string> = {
  ENOENT: "there is no such file",
  ENOTDIR: "a part of its path is a file, not a folder",
  EISDIR: "it is a folder; name the files in it, for example with *.json",
  EACCES: "no permission",
  EPERM: "no permission",
};
