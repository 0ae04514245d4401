import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { compareTypes } from "./compare-types.ts";

const before = `import type { Unrecognized } from "../unrecognized.ts";

/**
 * A pet; see {@link Cat}.
 */
export type Pet = Cat | UnrecognizedPet;
export type Mood = "calm" | "wild";

/**
 * A cat.
 */
export interface Cat {
  /**
   * Its name.
   */
  name: string;
  toys?: {
    kind: string;
  }[];
}
`;

test.each<[what: string, from: string | RegExp, to: string, want: string[]]>([
  ["nothing", "", "", []],
  [
    "a property",
    "  name: string;\n",
    "  name: string;\n  age?: number | null;\n",
    ["~ Cat changed", "+   age?: number | null;"],
  ],
  [
    "the type of a property",
    "kind: string",
    "kind: Mood",
    ["~ Cat changed", "-     kind: string;", "+     kind: Mood;"],
  ],
  [
    "a member of a union",
    "Cat | Unrec",
    "Cat | Dog | Unrec",
    [
      "~ Pet changed",
      "- export type Pet = Cat | UnrecognizedPet;",
      "+ export type Pet = Cat | Dog | UnrecognizedPet;",
    ],
  ],
  [
    "a union that needs more lines",
    ' "calm" | "wild";',
    '\n  | "calm"\n  | "wild";',
    [
      "~ Mood changed",
      '- export type Mood = "calm" | "wild";',
      "+ export type Mood =",
      '+   | "calm"',
      '+   | "wild";',
    ],
  ],
  [
    "a comment",
    "Its name.",
    "What it is called.",
    ["~ Cat changed", "-    * Its name.", "+    * What it is called."],
  ],
  [
    "a type that is added",
    "export type Mood",
    "/**\n * A dog.\n */\nexport interface Dog {}\nexport type Mood",
    ["+ Dog added", "+ /**", "+  * A dog.", "+  */", "+ export interface Dog {}"],
  ],
  ["a type that is removed", /export type Mood.*\n/, "", ["- Mood removed"]],
])("%s", (_, from, to, want) => {
  const lines = stripVTControlCharacters(compareTypes(before, before.replace(from, to)))
    .split("\n")
    .filter(Boolean);
  expect(lines.map((line) => line.replace(/^ {2}( {4})?/, ""))).toEqual(want);
});
