import { WrongValue } from "../check.ts";
import { FormatError } from "../format-error.ts";
import { findJsonError } from "./find-json-error.ts";

/**
 * Parses JSON.
 *
 * @param line the line of the first character, from 1.
 * @param advice ends the message when it is none.
 * @throws {FormatError} with line and column.
 */
export function readJson(text: string, what: string, line = 1, advice = ""): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { offset, expected } = findJsonError(text) ?? { offset: 0, expected: "less nesting" };
    const before = text.slice(0, offset).split("\n");
    const found = offset < text.length ? "something else" : "the end of the text";
    throw new FormatError("not_json", what, `no JSON: expected ${expected} here, found ${found}.${advice}`, {
      line: line + before.length - 1,
      column: (before.at(-1)?.length ?? 0) + 1,
    });
  }
}

/** Runs checks, and says of what failed them in what and on which line it is. */
export function inPlace<T>(what: string, line: number | undefined, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof WrongValue)) throw error;
    const place = { path: error.path, ...(line !== undefined && { line }) };
    throw new FormatError("wrong_value", what, error.message, place);
  }
}
