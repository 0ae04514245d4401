import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";
import { fingerprintOf, webDigest } from "./fingerprint.ts";

test.each([
  ["keys in another order", '{"a":1,"b":{"c":[1,2],"d":null}}', ' { "b" : {"d":null,"c":[1,2]} , "a":1 } '],
  ["other spellings of a number", '{"a":100,"b":0}', '{"a":1.0e2,"b":-0}'],
  ["other spellings of a text", '{"a":"é/\\ud83d\\ude00"}', '{"\\u0061":"\\u00e9\\/😀"}'],
  ["a key twice, the last of which counts", '{"a":2}', '{"a":1,"a":2}'],
])("is the same for %s", (_what, one, other) => {
  expect(fingerprintOf(one)).toBe(fingerprintOf(other));
});

test.each([
  ["the order of a list", "[1,2]", "[2,1]"],
  ["a number and its text", '{"a":1}', '{"a":"1"}'],
  ["null and absent", '{"a":null}', "{}"],
  ["composed and combined letters", '"é"', '"e\\u0301"'],
  ["halves of surrogate pairs", '"\\ud800"', '"\\udfff"'],
  ["a key that an object has anyway", '{"__proto__":1}', "{}"],
  ["large numbers that a program cannot tell apart", '{"id":9007199254740992}', '{"id":9007199254740993}'],
  ["where a text ends", '["a","b"]', '["a\\",\\"b"]'],
])("differs by %s", (_what, one, other) => {
  expect(fingerprintOf(one)).not.toBe(fingerprintOf(other));
});

function hasLargeNumber(json: string): boolean {
  let found = false;
  JSON.parse(json, (_key, value) => {
    found ||= typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER;
  });
  return found;
}

test("canonical JSON says what the JSON said", () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      fc.pre(!hasLargeNumber(json));
      expect(JSON.parse(canonicalJson(JSON.parse(json)))).toEqual(JSON.parse(json));
    }),
  );
});

test("every platform comes to the same digest", async () => {
  const value = { text: "é😀", half: "\ud800" };
  const expected = createHash("sha256").update(canonicalJson(value)).digest("base64url");
  expect(fingerprintOf(JSON.stringify(value))).toBe(expected);
  expect(await webDigest(canonicalJson(value))).toBe(expected);
});

test.each([
  ["nested too deep to be walked through", `${"[".repeat(200_000)}1${"]".repeat(200_000)}`],
  ["with a large number", '{"a":1e300}'],
])("an event %s is taken by its letter", (_what, json) => {
  expect(fingerprintOf(json)).toBe(createHash("sha256").update(json).digest("base64url"));
});
