import { printable } from "../printable.ts";

/** The name that stands for stdin. A file of that name is `./-`. */
export const stdin = "-";

/** What to call a file to a person. */
export function shownName(file: string): string {
  return file === stdin ? "stdin" : printable(file);
}
