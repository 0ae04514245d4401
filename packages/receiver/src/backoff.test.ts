import { expect, test } from "vitest";
import { defaultBackoff, drawDelayMs, longestDelayMs } from "./backoff.ts";
import { defaultLimits } from "./limits.ts";

test("the delay is anything from 0 to the bound, which doubles up to its maximum", () => {
  const backoff = { baseMs: 100, maxMs: 1_000 };
  const bounds = [1, 2, 3, 4, 5, 6].map((attempt) => longestDelayMs(attempt, backoff));
  expect(bounds).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  expect(drawDelayMs(3, backoff, () => 0)).toBe(0);
  expect(drawDelayMs(3, backoff, () => 0.5)).toBe(200);
  expect(drawDelayMs(3, backoff, () => 0.999_999)).toBe(399);
  expect(longestDelayMs(5_000, backoff)).toBe(1_000);
});

test("full jitter: real draws fill the whole range, and leave it never", () => {
  const draws = Array.from({ length: 1_000 }, () => drawDelayMs(4, defaultBackoff, Math.random));
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...draws)).toBeLessThan(8_000);
  // With a thousand even draws, none in an eighth of the range has a chance of 10^-58.
  for (let part = 0; part < 8; part++) {
    expect(draws.some((draw) => Math.floor(draw / 1_000) === part)).toBe(true);
  }
});

test("by default, the last attempt comes after 4 h 8 min at most", () => {
  let longest = 0;
  for (let attempt = 1; attempt < defaultLimits.attempts; attempt++) {
    longest += longestDelayMs(attempt, defaultBackoff);
  }
  expect(longest).toBe((4 * 3600 + 8 * 60 + 15) * 1_000);
});
