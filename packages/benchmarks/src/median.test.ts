import { expect, test } from "vitest";
import { median, medianRatio, spreadOf } from "./median.ts";

test("the median is the middle, or between the two in the middle, and does not sort what it was given", () => {
  const odd = [10, 2, 1_000];
  expect(median(odd)).toBe(10);
  expect(odd).toEqual([10, 2, 1_000]);
  expect(median([4, 1, 2, 100])).toBe(3);
  expect(median([7])).toBe(7);
});

test("there is no median of nothing", () => {
  expect(() => median([])).toThrow("Nothing was measured");
});

test("a ratio is taken within its round: a slow round does not move it", () => {
  expect(medianRatio([50, 5, 50], [100, 10, 100])).toBe(0.5);
  // The ratio of the medians would be 0.2.
  expect(medianRatio([10, 20, 300], [20, 100, 100])).toBe(0.5);
  expect(() => medianRatio([1, 2], [1])).toThrow("Each round measures both");
});

test("the spread is from the lowest to the highest", () => {
  expect(spreadOf([3, 10, 2])).toEqual([2, 10]);
});
