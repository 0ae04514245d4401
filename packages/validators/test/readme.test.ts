import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseDelivery } from "../src/index.ts";
import * as strict from "../src/strict.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const code = read("readme/parse.ts");

test("the README shows the file that is run here", async () => {
  const blocks = [...read("../README.md").matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block]) => block);
  expect(blocks).toEqual([code]);
  await import("./readme/parse.ts");
});

test("the issues that it shows are those that come", () => {
  const body = new Function(`return ${/const body = (\{[\s\S]*?\n\});/.exec(code)?.[1]}`)();
  const parsed = parseDelivery(body);
  const judged = strict.validateDelivery(body);
  if (!parsed.ok || judged.ok) throw new Error("the envelope is good, and the whole is not");
  const issues = [...(parsed.invalid[0]?.issues ?? []), ...judged.issues].map((issue) => issue.message);
  const shown = [...code.matchAll(/^\/\/ {3}(events.*)$/gm)].map(([, line]) => line);
  expect(shown.length).toBe(3);
  for (const line of shown) expect(issues).toContain(line);
  expect(
    [parsed.valid, parsed.unrecognized, parsed.invalid].map((part) => part.map(({ index }) => index)),
  ).toEqual([[0], [1], [2]]);
});
