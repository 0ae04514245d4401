import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { findBase } from "../diff/base.ts";
import type { Bundle } from "../diff/bundle.ts";
import { readBundle, readCurrent } from "../diff/current.ts";
import { git, lastReleaseTag } from "../diff/git.ts";
import { specDiff } from "../diff/main.ts";
import { edited } from "./support/edited.ts";
import { smallBundle } from "./support/small-bundle.ts";

const path = mkdtempSync(join(tmpdir(), "proto-webhooks-spec-diff-"));
const folder = pathToFileURL(`${path}/`);
afterAll(() => rmSync(path, { recursive: true }));
const file = (name: string, content: unknown): string => {
  writeFileSync(join(path, name), typeof content === "string" ? content : JSON.stringify(content));
  return join(path, name);
};

let out = "";
let err = "";
beforeEach(() => {
  out = "";
  err = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(console, "error").mockImplementation((text) => {
    err += `${text}\n`;
  });
});
afterEach(() => vi.restoreAllMocks());

const bundle = await readBundle();
const { version } = bundle.info;
const older = (): Bundle =>
  edited(structuredClone(bundle), { "#/components/schemas/Chat/properties/id/description": "Other." });

test("without a change it says so, and the version may stay", async () => {
  expect(await specDiff([file("same.json", bundle)])).toBe(0);
  expect(out).toContain("Nothing has changed in the spec since");
  expect(out).toContain(`The version stays: ${version}.`);
});

test("it fails when info.version did not move with what changed, and says what to write", async () => {
  expect(await specDiff([file("older.json", older())])).toBe(1);
  expect(out).toContain("patch     patch        `Chat.id`: other `description`");
  expect(out).toContain("For who receives: patch. For who plays Proto: patch. Together: patch.");
  expect(out).toContain(
    `✖ spec/openapi.yaml: info.version is ${version}, but the changes since ${version} are patch. Write `,
  );
});

test("the last release is the default, and an older one has a name; --json is for programs", async () => {
  const { packages } = await readCurrent();
  file("releases.json", [
    { version: "0.9.0", packages: "0.0.9" },
    { version, packages },
  ]);
  file("0.9.0.json", edited(smallBundle(), { "#/info/version": "0.9.0" }));
  file(`${version}.json`, older());
  expect(await specDiff(["--json"], folder)).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    base: { name: `release ${version}`, version, isRelease: true },
    version,
    receiver: "patch",
    mockAuthor: "patch",
    demanded: "patch",
    demand: { problems: expect.arrayContaining([expect.stringContaining("info.version")]) },
    changes: [
      {
        text: "`Chat.id`: other `description`",
        pointer: "#/components/schemas/Chat/properties/id",
        keyword: "description",
      },
    ],
  });
  expect(await findBase("0.9.0", folder)).toMatchObject({ name: "release 0.9.0", packages: "0.0.9" });
});

test("before the first release it says so, and demands no version", async () => {
  file("releases.json", []);
  // Once there is one, its tag in git is found where no bundle is kept.
  const isFirst = (await lastReleaseTag()) === undefined;
  const code = await specDiff([], folder);
  expect(err.includes(`There is no release yet: ${version} will be the first.`)).toBe(isFirst);
  if (isFirst) expect(code).toBe(0);
});

const hasHistory = (await git("rev-parse", "HEAD")) !== undefined;

test.skipIf(!hasHistory)("a revision of git is bundled as it was, and demands nothing", async () => {
  expect(await findBase("HEAD", folder)).toMatchObject({
    name: "HEAD",
    isRelease: false,
    bundle: { info: { title: "Proto webhooks" } },
  });
});

test.each<[what: string, args: string[], says: string]>([
  ["a revision that is not there", ["nowhere"], "There is no spec at nowhere, or no such revision here."],
  ["a file that is no bundle", [file("other.json", {})], "other.json is no bundle of the spec."],
  ["a file that is no JSON", [file("broken.json", "{")], "broken.json is no bundle of the spec."],
  ["two bases", ["a", "b"], "One base at most, not 2: a b"],
  ["an option that is none", ["--josn"], "--josn"],
])("it ends with 2 at %s", async (_, args, says) => {
  expect(await specDiff(args, folder)).toBe(2);
  expect(err).toContain(says);
  expect(out).toBe("");
});

test("--help says what it takes", async () => {
  expect(await specDiff(["--help"])).toBe(0);
  expect(out).toContain("spec:diff [BASE] [--json]");
});
