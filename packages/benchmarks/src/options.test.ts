import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

test("without arguments everything is measured", () => {
  expect(readOptions([])).toMatchObject({
    scenarios: ["validate", "durable", "handled", "backlog", "random", "send", "size", "editor"],
    stores: ["sqlite", "postgres"],
    size: "moderate",
    duplicates: undefined,
    check: false,
  });
});

test("what is named is measured", () => {
  const args = ["handled", "durable", "--store", "sqlite", "--full", "--rounds", "3", "--duplicates", "off"];
  expect(readOptions(args)).toMatchObject({
    scenarios: ["handled", "durable"],
    stores: ["sqlite"],
    size: "full",
    rounds: 3,
    duplicates: "off",
  });
});

test.each([
  [["fast"], 'no scenario "fast". There are validate, durable, handled, backlog, random, send, size, editor'],
  [["--store", "redis"], 'no store "redis"'],
  [["--duplicates", "drop"], 'no mode "drop"'],
  [["--rounds", "0"], "--rounds takes a whole number"],
  [["--short", "--full"], "either --short or --full"],
  [["--short", "--check"], "says nothing"],
  [["--short", "--write"], "says nothing"],
  [["--quick"], "Usage: "],
])("%j is refused", (args, why) => {
  expect(() => readOptions(args)).toThrow(
    expect.objectContaining({ name: "UsageError", message: expect.stringContaining(why) }),
  );
});

test("what is kept of the command names no path of the machine", () => {
  const { spelled } = readOptions([
    "backlog",
    "--full",
    "--json",
    "/home/ada/a.json",
    "--folder=/mnt",
    "--rounds=3",
  ]);
  expect(spelled).toBe("pnpm bench backlog --full --rounds 3");
});
