import { expect, test } from "vitest";
import { judge as byHand } from "./contenders/hand-written.ts";
import { readCorpus } from "./corpus.ts";
import { wrongVerdicts } from "./wrong-verdicts.ts";

const corpus = readCorpus();

test("who lets everything pass, or nothing, is found out, in each mode", () => {
  expect(wrongVerdicts(() => true, "tolerant", corpus)).toContain('accepts "four buttons"');
  expect(wrongVerdicts(() => true, "tolerant", corpus)).not.toContain('accepts "unknown property in chat"');
  expect(wrongVerdicts(() => true, "strict", corpus)).toContain('accepts "unknown property in chat"');
  expect(wrongVerdicts(() => false, "tolerant", corpus)).toContain('rejects "unrecognized event"');
  // The tables do not say what a strict validator makes of it.
  expect(wrongVerdicts(() => false, "strict", corpus)).not.toContain('rejects "unrecognized event"');
  expect(wrongVerdicts(() => false, "strict", corpus)).toContain('rejects "limits.json"');
});

test("the check that was written by hand is right", () => {
  expect(wrongVerdicts(byHand, "tolerant", corpus)).toEqual([]);
});

test("what speaks of a type that is newer than the peers is not asked, and nothing else is left out", () => {
  const without = readCorpus(["carousel"]);
  const gone = corpus.filter(({ name }) => !without.some((row) => row.name === name));
  expect(gone.map(({ name }) => name)).toEqual(expect.arrayContaining(["four buttons", "limits.json"]));
  expect(gone.every(({ payload }) => JSON.stringify(payload).includes("carousel"))).toBe(true);
});
