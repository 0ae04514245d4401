import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeAll } from "./write-all.ts";

const folder = mkdtempSync(join(tmpdir(), "write-all-"));
afterAll(() => rmSync(folder, { recursive: true }));
const change = (name: string, before: string | undefined, text: string) => ({
  path: join(folder, name),
  before,
  text,
});

test("all files are written", () => {
  writeFileSync(join(folder, "a"), "old");
  writeAll([change("a", "old", "new"), change("b", undefined, "new")]);
  expect(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")])).toEqual([
    ["a", "new"],
    ["b", "new"],
  ]);
});

test.each([
  ["has no folder", "gone/d"],
  ["is a folder", "folder"],
])("when one cannot be written, as it %s, those before it are as they were", (_, name) => {
  mkdirSync(join(folder, "folder/full"), { recursive: true });
  writeFileSync(join(folder, "a"), "old");
  const changes = [change("a", "old", "new"), change("c", undefined, "new"), change(name, undefined, "new")];
  expect(() => writeAll(changes)).toThrow(/^Nothing was written, as not all could be: /);
  expect(readdirSync(folder)).toEqual(["a", "b", "folder"]);
  expect(readFileSync(join(folder, "a"), "utf8")).toBe("old");
});
