import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { createMockProto, textMessage } from "../src/index.ts";
import "../src/matchers/vitest.ts";
import { failureOf } from "./failure-of.ts";

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

test("a failure of a matcher is shown as it is", async () => {
  const proto = createMockProto();
  proto.onHuman(() => [textMessage({ text: "One moment." }), textMessage({ text: "From nine to five." })]);
  const chat = await proto.chat();
  await chat.human.says("When are you open?");
  const message = failureOf(() => expect(chat).toHaveReplied("From nine to six."));
  const lines = message.split("\n");
  expect(readme).toContain(`\n\n${lines.map((line) => line && `    ${line}`).join("\n")}\n\n`);
});

test("a test of a bot takes three lines", () => {
  const body = blocks[0]?.match(/async \(\) => \{\n([\s\S]*?)\n\}\);/)?.[1] ?? "";
  expect(body.split("\n")).toHaveLength(3);
});
