import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { Current } from "../diff/current.ts";
import { freeze } from "../diff/freeze.ts";
import { edited } from "./support/edited.ts";
import { smallBundle } from "./support/small-bundle.ts";

const parent = mkdtempSync(join(tmpdir(), "proto-webhooks-releases-"));
afterAll(() => rmSync(parent, { recursive: true }));
let path: string;
let folder: URL;
let count = 0;
beforeEach(() => {
  path = join(parent, String(count++));
  mkdirSync(path);
  writeFileSync(join(path, "releases.json"), "[]\n");
  folder = pathToFileURL(`${path}/`);
});

const current = (edits = {}, packages = "0.1.0"): Current => ({
  bundle: edited(smallBundle(), edits),
  packages,
  changesets: [],
});
const newField = { "#/components/schemas/Card/properties/subtitle": { type: ["string", "null"] } };
const files = () =>
  Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name), "utf8")]));
const releases = () => JSON.parse(files()["releases.json"] ?? "");

test("a release keeps the bundle and the version of the packages; to run it again changes nothing", async () => {
  expect(await freeze(current(), folder)).toContain("Version 1.2.3 of the spec is kept");
  expect(releases()).toEqual([{ version: "1.2.3", packages: "0.1.0" }]);
  expect(JSON.parse(files()["1.2.3.json"] ?? "")).toEqual(smallBundle());
  const before = files();
  expect(await freeze(current(), folder)).toContain("was kept before");
  expect(files()).toEqual(before);
});

test("a release of the packages alone counts as the newest with that spec", async () => {
  await freeze(current(), folder);
  await freeze(current({}, "0.1.1"), folder);
  expect(releases()).toEqual([{ version: "1.2.3", packages: "0.1.1" }]);
  await freeze(current({ ...newField, "#/info/version": "1.3.0" }, "0.1.2"), folder);
  expect(releases()).toEqual([
    { version: "1.2.3", packages: "0.1.1" },
    { version: "1.3.0", packages: "0.1.2" },
  ]);
});

test("a release that died before the list was written ends in the same state", async () => {
  writeFileSync(join(path, "1.2.3.json"), '{ "half": true }');
  await freeze(current(), folder);
  expect(JSON.parse(files()["1.2.3.json"] ?? "")).toEqual(smallBundle());
});

test.each<[what: string, now: Current, problem: RegExp]>([
  [
    "the spec changed, and not its version",
    current(newField, "0.1.1"),
    /info\.version is 1\.2\.3, but .* minor/,
  ],
  ["the packages did not move", current({ ...newField, "#/info/version": "1.3.0" }), /must become 0\.1\.1/],
  ["the packages moved back", current({}, "0.0.9"), /Versions do not move back/],
  [
    "changesets wait",
    { ...current({}, "0.1.1"), changesets: [{ file: ".changeset/some-words.md", bump: "patch" }] },
    /Changesets wait, such as \.changeset\/some-words\.md\./,
  ],
])("nothing is written when %s", async (_, now, problem) => {
  await freeze(current(), folder);
  const before = files();
  await expect(freeze(now, folder)).rejects.toThrow(problem);
  expect(files()).toEqual(before);
});
