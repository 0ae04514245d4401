import { describe, expect, test } from "vitest";
import { findSyntaxError } from "./find-syntax-error.ts";

describe("findSyntaxError", () => {
  test.each([
    ["", 0, "a value", "the end"],
    ["nope", 0, "a value", "a word"],
    ["{'a':1}", 1, "a property name in double quotes or }", "a single quote"],
    ['{"a":1,}', 7, "a property name in double quotes", "}"],
    ["[1,]", 3, "a value", "]"],
    ["[", 1, "a value or ]", "the end"],
    ["[1 2]", 3, "a comma or ]", "a number or a part of one"],
    ['{"a" 1}', 5, "a colon", "a number or a part of one"],
    ['{"a":1', 6, "a comma or }", "the end"],
    ["[1}", 2, "a comma or ]", "}"],
    ["{} {}", 3, "the end", "{"],
    ["{} // x", 3, "the end", "a slash (JSON has no comments)"],
    ["[01]", 1, "a value or ]", "a number or a part of one"],
    ["[NaN]", 1, "a value or ]", "a word"],
    ['"a', 2, "a closing quote", "the end"],
    ['"a\n"', 2, "it escaped, as in \\n", "a control character in a string"],
    ['"\\x"', 1, "\\n, \\u0041 or the like", "a backslash that escapes nothing"],
    ["[é]", 1, "a value or ]", "another character"],
  ])("%j", (text, offset, expected, found) => {
    expect(findSyntaxError(text)).toEqual({ offset, expected, found });
  });

  test("agrees with JSON.parse about every text that is one character away from JSON", () => {
    const whole = '{"a":[1,-2.5e+3,true,null,{}],"b\\n":{"c":"\\u00e9","d":[[],""]}, "e" : false}';
    const others = [...'{}[]",:01.eE+-\\tnu \n'];
    const texts = [...whole].flatMap((_, at) =>
      [undefined, ...others].map((other) => whole.slice(0, at) + (other ?? "") + whole.slice(at + 1)),
    );
    const disagreements = texts.filter((text) => isJson(text) !== (findSyntaxError(text) === undefined));
    expect(disagreements).toEqual([]);
    expect(texts.filter(isJson).length).toBeGreaterThan(50);
  });

  test("depth costs no call stack", () => {
    expect(findSyntaxError("[".repeat(1_000_000))?.offset).toBe(1_000_000);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
