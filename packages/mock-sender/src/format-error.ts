/**
 * What is wrong with a scenario or a trace:
 *
 * - `not_json`: it is no JSON at all.
 * - `not_one`: it is JSON, but no scenario or trace.
 * - `other_version`: another version of this package wrote it, one that this one cannot read.
 * - `wrong_value`: something in it is not what it must be.
 */
export type FormatErrorCode = "not_json" | "not_one" | "other_version" | "wrong_value";

/** Where in a text. */
export interface TextPlace {
  /** From 1. */
  readonly line: number;
  /** From 1. Not known for what is wrong with a value; then there is a path. */
  readonly column?: number;
}

/** A scenario, a sender or a trace that cannot be used. Its message says where and what to do, and echoes no value. */
export class FormatError extends TypeError {
  override readonly name = "FormatError";
  readonly code: FormatErrorCode;
  /** A JSON pointer (RFC 6901): `/sender/0/probability`. `""` is the whole. */
  readonly path: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;

  /** @param what names what was read: `scenario`, or the file. */
  constructor(
    code: FormatErrorCode,
    what: string,
    problem: string,
    place: Partial<TextPlace> & { path?: string } = {},
  ) {
    const { path, line, column } = place;
    const inText = line === undefined ? "" : `:${line}${column === undefined ? "" : `:${column}`}`;
    super(`${what}${inText}: ${path ? `${path}: ` : ""}${problem}`);
    this.code = code;
    this.path = path;
    this.line = line;
    this.column = column;
  }
}
