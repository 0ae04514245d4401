import fc from "fast-check";
import { expect, test } from "vitest";
import { findJsonError } from "../../src/trace/find-json-error.ts";

const accepts = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test.each<[string, number, string]>([
  ["", 0, "a value"],
  ["  ", 2, "a value"],
  ["nul", 0, "a value"],
  ["01", 1, "the end"],
  ["1 2", 2, "the end"],
  ["-", 0, "a value"],
  ["[1,]", 3, "a value"],
  ["[1 2]", 3, "a comma or ]"],
  ["[1}", 2, "a comma or ]"],
  ["]", 0, "a value"],
  ['{"a":1,}', 7, "a key in double quotes"],
  ["{a:1}", 1, "a key in double quotes"],
  ['{"a" 1}', 5, "a colon"],
  ['{"a":}', 5, "a value"],
  ['{"a":1', 6, "a comma or }"],
  ['"a', 2, "the end of a string"],
  ['"a\n"', 2, "an escape for a control character"],
  ['"\\x"', 1, "an escape"],
  ['"\\u12g4"', 1, "an escape"],
])("%j: at %i, %s", (text, offset, expected) => {
  expect(findJsonError(text)).toEqual({ offset, expected });
  expect(accepts(text)).toBe(false);
});

test("nothing is wrong with what JSON.parse takes, whatever its spelling", () => {
  const spelled = fc
    .json()
    .chain((text) => fc.constantFrom(text, JSON.stringify(JSON.parse(text), null, "\t ")));
  fc.assert(fc.property(spelled, (text) => findJsonError(text) === undefined));
});

test("it finds something exactly when JSON.parse refuses", () => {
  // JSON that something was done to: mostly wrong, sometimes not.
  const bitten = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.nat({ max: 3 }),
      fc.constantFrom("", ",", '"', "{", "]", "1", "\\", " ", "e"),
    )
    .map(
      ([text, at, bite, put]) =>
        text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + bite),
    );
  fc.assert(
    fc.property(bitten, (text) => (findJsonError(text) === undefined) === accepts(text)),
    { numRuns: 1_000 },
  );
});

test("deep nesting does not exhaust the stack", () => {
  expect(findJsonError("[".repeat(100_000))).toMatchObject({ offset: 100_000 });
});
