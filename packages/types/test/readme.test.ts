import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { carousels, describe, target } from "./readme/narrow.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const example = (name: string) => JSON.parse(read(`../../../spec/examples/${name}.json`));

test("the README shows the file that is compiled and run here", () => {
  const blocks = [...read("../README.md").matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
  expect(blocks).toEqual([read("readme/narrow.ts")]);
});

test("it does what it says", () => {
  const [carousel] = carousels(example("carousel"));
  expect(carousel?.data.cards[0]?.buttons.map(target)).toEqual([
    undefined,
    undefined,
    "https://www.example.com/plans",
  ]);
  expect(carousels(example("text"))).toEqual([]);
  expect(example("human-message").events[0].messages.map(describe)).toEqual([
    "When are you open?",
    "From nine to five.",
  ]);
  expect(describe(example("media-image").events[0].messages[0])).toBe("receipt.png");
});
