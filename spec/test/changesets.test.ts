import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readChangesets } from "../diff/changesets.ts";

const folder = mkdtempSync(join(tmpdir(), "proto-webhooks-changesets-"));
afterAll(() => rmSync(folder, { recursive: true }));
function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

test("a changeset asks for the greatest bump of the public packages that it names", async () => {
  write("packages/types/package.json", '{ "name": "@p/types" }');
  write("packages/docs/package.json", '{ "name": "@p/docs", "private": true }');
  write(".changeset/README.md", '---\n"@p/types": major\n---\n');
  write(".changeset/config.json", "{}");
  write(".changeset/both.md", '---\n"@p/types": patch\n\'@p/docs\': major\n---\n\n"@p/types": major\n');
  write(".changeset/empty.md", "---\n---\n\nNothing that users notice.\n");
  write(".changeset/plain.md", "---\n@p/types: minor\n---\n\nMore.\n");
  expect(await readChangesets(folder)).toEqual([
    { file: ".changeset/both.md", bump: "patch" },
    { file: ".changeset/empty.md", bump: undefined },
    { file: ".changeset/plain.md", bump: "minor" },
  ]);
});
