import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scan } from "./scan.ts";

const enough = 1_000;

function slices(text: string): string[] {
  const { events } = scan(text, enough);
  const found: string[] = [];
  for (let index = 0; index < events.length; index += 2)
    found.push(text.slice(events[index], events[index + 1]));
  return found;
}

function depthOf(text: string): number {
  let depth = 0;
  while (scan(text, depth).tooDeep) depth++;
  return depth;
}

describe("the text of each event", () => {
  const rows: [name: string, text: string, want: string[]][] = [
    ["none", '{"events":[]}', []],
    ["white space only", '{"events":[ \n ]}', []],
    ["white space around is not part of it", '{ "events" : [ {"a": 1 } ,\t2 ] }', ['{"a": 1 }', "2"]],
    ["scalars", '{"events":[null,true,-1.50e+2,"x"]}', ["null", "true", "-1.50e+2", '"x"']],
    ["arrays", '{"events":[[1,[2]],[]]}', ["[1,[2]]", "[]"]],
    ["spelling is kept", '{"events":[{"a":1.0,"a":2,"\\u0062":"\\/"}]}', ['{"a":1.0,"a":2,"\\u0062":"\\/"}']],
    ["brackets, commas and quotes in strings", '{"events":["],[\\"{\\\\",1]}', ['"],[\\"{\\\\"', "1"]],
    ["other properties before and after", '{"a":[1,2],"events":[3],"b":{"events":[4]}}', ["3"]],
    [
      "an inner property of the same name",
      '{"a":{"events":[1]},"events":[{"events":[2]}]}',
      ['{"events":[2]}'],
    ],
    ["a string value of the same name", '{"a":"events","b":[1],"events":[2]}', ["2"]],
    ["the last of equal keys", '{"events":[1,2],"events":[3]}', ["3"]],
    ["the last of equal keys is no array", '{"events":[1],"events":5}', []],
    ["an escaped key", '{"\\u0065vents":[1]}', ["1"]],
    ["an escaped key after a plain one", '{"events":[1],"event\\u0073":[2]}', ["2"]],
    ["an object of that name", '{"events":{"0":1}}', []],
    ["an array at the top", '[{"events":[1]},"events",[2]]', []],
  ];
  test.each(rows)("%s", (_name, text, want) => {
    expect(slices(text)).toEqual(want);
  });

  test("agrees with JSON.parse for any delivery, however it is spelt", () => {
    const space = fc.stringMatching(/^[ \n\r\t]{0,3}$/);
    const key = fc.constantFrom('"events"', '"\\u0065vents"', '"event"', '"__proto__"', '"\\"events\\""');
    const value = fc.oneof(
      fc.json({ maxDepth: 4, depthSize: "medium" }),
      spelt(space),
      fc.constant('"\\\\"'),
    );
    const property = fc.tuple(space, key, space, space, fc.oneof(array(space, value), value), space);
    const text = fc
      .array(property, { maxLength: 4 })
      .map((all) => `{${all.map(([a, k, b, c, v, d]) => `${a}${k}${b}:${c}${v}${d}`).join(",")}}`);

    fc.assert(
      fc.property(text, (delivery) => {
        const { events }: { events?: unknown } = JSON.parse(delivery);
        const want = Array.isArray(events) ? events : [];
        const found = slices(delivery);
        expect(found.map((slice) => JSON.parse(slice))).toEqual(want);
        expect(found.every((slice) => slice === slice.trim())).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("the depth", () => {
  test.each([
    ["1", 0],
    ["{}", 1],
    ['{"a":[{}]}', 3],
    ['[[],[[]],"[[[["]', 3],
    ['{"a":"\\"[[["}', 1],
  ])("%s has depth %i", (text, want) => {
    expect(depthOf(text)).toBe(want);
  });

  test("agrees with the depth of what JSON.parse makes of it", () => {
    // Without `toString` and the like: `JSON.parse` with duplicates would drop what the text still holds.
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(depthOf(JSON.stringify(value))).toBe(depthOfValue(value));
      }),
    );
  });
});

test("ends for any text", () => {
  const odd = fc.constantFrom(
    '"',
    "\\",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "events",
    '"events":[',
    " ",
    "\uFEFF",
    "\u0000",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(odd, fc.string()), { maxLength: 50 }), (parts) => {
      scan(parts.join(""), 64);
    }),
    { numRuns: 1_000 },
  );
});

test("takes linear time for a string of backslashes", () => {
  // A string of escaped quotes looks back at each quote; that must not add up to the square.
  const text = `{"events":["${'\\\\\\"'.repeat(250_000)}"]}`;
  expect(slices(text)).toHaveLength(1);
});

function array(space: fc.Arbitrary<string>, element: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(space, element, space), { maxLength: 4 })
    .map((all) => `[${all.map((parts) => parts.join("")).join(",")}]`);
}

/** JSON with white space between all tokens, and every character of a string escaped. */
function spelt(space: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(fc.jsonValue({ maxDepth: 3 }), space).map(([value, gap]) =>
    JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"|[[\]{},:]/g, (token) => {
      if (!token.startsWith('"')) return `${gap}${token}${gap}`;
      const text: string = JSON.parse(token);
      return `"${[...Array(text.length).keys()].map((at) => unicodeEscape(text.charCodeAt(at))).join("")}"`;
    }),
  );
}

function unicodeEscape(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

function depthOfValue(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOfValue));
}
