import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { smallSpec } from "../test/small-spec.ts";
import { versionPages } from "./pages/version-menu.ts";
import { readVersions } from "./read-versions.ts";
import type { Spec } from "./spec.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proto-webhooks-versions-"));
});
afterAll(() => rm(folder, { recursive: true }));

const of = (version: string): Spec => ({ ...smallSpec(), info: { title: "Shapes", version } });

test("kept versions are read, the newest first", async () => {
  for (const version of ["0.9.0", "0.10.0", "1.0.0"]) {
    await writeFile(join(folder, `${version}.json`), JSON.stringify(of(version)));
  }
  expect((await readVersions(folder)).map(({ info }) => info.version)).toEqual(["1.0.0", "0.10.0", "0.9.0"]);
});

test("before the first release there are none", async () => {
  await mkdir(join(folder, "none"));
  await writeFile(join(folder, "none/releases.json"), "[]");
  expect(await readVersions(join(folder, "none"))).toEqual([]);
});

test("a version under another name is refused", async () => {
  await mkdir(join(folder, "renamed"));
  await writeFile(join(folder, "renamed/2.0.0.json"), JSON.stringify(of("1.0.0")));
  await expect(readVersions(join(folder, "renamed"))).rejects.toThrow(
    "spec/releases/2.0.0.json holds version 1.0.0",
  );
});

test("what is not released is called next; what is, by its version", () => {
  const labels = (now: Spec, released: Spec[]) =>
    versionPages(now, released).map(({ label, file }) => [label, file]);
  expect(labels(of("1.0.0"), [])).toEqual([["next, unreleased", "reference.html"]]);
  expect(labels(of("1.0.0"), [of("1.0.0"), of("0.9.0")])).toEqual([
    ["1.0.0, newest", "reference.html"],
    ["1.0.0", "versions/1.0.0/reference.html"],
    ["0.9.0", "versions/0.9.0/reference.html"],
  ]);
  const edited: Spec = { ...of("1.0.0"), info: { ...of("1.0.0").info, summary: "Edited since." } };
  expect(labels(edited, [of("1.0.0")])[0]).toEqual(["next, unreleased", "reference.html"]);
});
