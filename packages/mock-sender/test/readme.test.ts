import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
const snippets = [...readme.matchAll(/<!-- snippet: (\S+) -->\n```ts\n([\s\S]*?)```/g)];

test("every block of code is one that is run", () => {
  expect(blocks.length).toBeGreaterThan(0);
  expect(snippets.map(([, , code]) => code)).toEqual(blocks);
});

test.each(snippets.map(([, file, code]) => [String(file), String(code)]))(
  "%s is shown as it runs",
  async (file, code) => {
    expect(code).toBe(await readFile(new URL(`readme/${file}`, import.meta.url), "utf8"));
  },
);

test("a test of a bot takes three lines", () => {
  const body = blocks[0]?.match(/async \(\) => \{\n([\s\S]*?)\n\}\);/)?.[1] ?? "";
  expect(body.split("\n")).toHaveLength(3);
});
