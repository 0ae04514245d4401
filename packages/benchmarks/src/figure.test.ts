import { expect, test } from "vitest";
import { type Figure, isMet, missed } from "./figure.ts";

const atLeast = (value: number): Figure => ({
  name: "speed",
  value,
  unit: "/s",
  target: { bound: "at least", value: 10 },
});
const atMost = (value: number): Figure => ({
  name: "cost",
  value,
  unit: "",
  target: { bound: "at most", value: 2 },
});

test("a target is met at its bound and on its side of it", () => {
  expect([9.9, 10, 11].map((value) => isMet(atLeast(value)))).toEqual([false, true, true]);
  expect([1, 2, 2.1].map((value) => isMet(atMost(value)))).toEqual([true, true, false]);
  expect(isMet({ name: "seen", value: 1, unit: "" })).toBeUndefined();
  // What could not be measured is not met.
  expect([isMet(atLeast(Number.NaN)), isMet(atMost(Number.NaN))]).toEqual([false, false]);
});

test("what is missed is named, with its scenario", () => {
  const figures = [atLeast(1), atMost(1), { name: "seen", value: 1, unit: "" }];
  expect(missed([{ scenario: "durable", method: "", figures }])).toEqual(["durable: speed"]);
});
