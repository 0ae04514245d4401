import { expect, test } from "vitest";
import { FingerprintIndex, keyOf, mostFingerprints } from "./fingerprint-index.ts";

test("different chats and fingerprints have different keys", () => {
  const texts = ["", "a", "b", "ab", "ba", "aa", "\0", "\ud800", "é"];
  const pairs = texts.flatMap((chat) => texts.map((fingerprint) => ({ chat, fingerprint })));
  const many = Array.from({ length: 50_000 }, (_, i) => ({ chat: `chat ${i % 100}`, fingerprint: `${i}` }));
  const keys = [...pairs, ...many].map(keyOf);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(Number.isSafeInteger(key) && Number(key) > 0).toBe(true);
  expect(keyOf({ chat: "a", fingerprint: "b" })).toBe(keyOf({ chat: "a", fingerprint: "b" }));
  expect(keyOf({ chat: undefined, fingerprint: "b" })).toBeUndefined();
  expect(keyOf({ chat: "a", fingerprint: undefined })).toBeUndefined();
});

test("what was added counts at once, and is forgotten unless it is committed", () => {
  const index = new FingerprintIndex();
  index.set(7, 1);
  index.add(7, 2);
  index.add(8, 3);
  expect([index.find(7), index.find(8), index.last]).toEqual([2, 3, 1]);
  index.forget();
  expect([index.find(7), index.find(8), index.last]).toEqual([1, undefined, 1]);
  index.add(7, 4);
  index.keep();
  index.forget();
  expect([index.find(7), index.last]).toEqual([4, 4]);
});

test("the newest are found, each as it was last, and the oldest are forgotten", () => {
  const index = new FingerprintIndex();
  const count = 1.2 * mostFingerprints;
  const keyAt = (i: number) => keyOf({ chat: `${i % 100}`, fingerprint: `${i}` }) ?? 0;
  for (let i = 0; i < count; i++) index.set(keyAt(i), i);
  index.set(keyAt(count - 1000), 7);
  expect(index.find(keyAt(count - 1000))).toBe(7);
  const found = (i: number) => index.find(keyAt(i)) === i;
  const newest = Array.from({ length: 999 }, (_, i) => Math.floor(count) - 1 - i * 900);
  expect(newest.every(found)).toBe(true);
  expect([0, 1_000, 100_000].some(found)).toBe(false);
  expect(index.find(keyAt(-1))).toBeUndefined();
});
