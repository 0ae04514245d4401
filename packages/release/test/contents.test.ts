// Each fault that a package may have, put into one: it is found, and said.
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { contentFaults } from "../src/contents.ts";
import type { Tarball } from "../src/pack.ts";
import { differences, readTarball } from "../src/read-tarball.ts";

const manifest = {
  name: "shapes",
  version: "1.0.0",
  license: "MIT",
  exports: { ".": "./dist/index.js", "./examples/*": "./examples/*" },
  bin: { shapes: "./bin/shapes.js" },
  dependencies: { "@scope/colours": "^1.0.0" },
  peerDependencies: { msw: ">=3" },
};

/** A package without fault, but for what is given. */
function faults(files: Record<string, string | undefined>, changes: object = {}): string[] {
  const all = {
    "README.md": "# shapes\n",
    LICENSE: "MIT\n",
    "dist/index.js":
      'import "node:fs"; import "@scope/colours/red"; import "msw"; import "./other.js"; import "shapes";\n',
    "dist/index.d.ts": 'export type { A } from "./other.js";\n',
    "dist/other.js": "export const a = 1;\n",
    "dist/other.d.ts": "export type A = 1;\n",
    "bin/shapes.js": "#!/usr/bin/env node\n",
    "examples/one.json": "{}\n",
    "package.json": JSON.stringify({ ...manifest, ...changes }),
    ...files,
  };
  const present = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const tarball = {
    name: "shapes",
    manifest: { ...manifest, ...changes },
    files: new Map(present.map(([path, text]) => [path, Buffer.from(text)])),
  };
  return contentFaults(tarball as unknown as Tarball, new Set(["@scope/inner"]));
}

test("a package without fault has none", () => {
  expect(faults({})).toEqual([]);
});

test.each<[what: string, files: Record<string, string | undefined>, found: string]>([
  ["a test", { "dist/a.test.js": "" }, "dist/a.test.js is a test"],
  ["a folder of tests", { "test/a.js": "" }, "test/a.js stands in a folder that is not for users"],
  ["a setting", { ".npmrc": "" }, ".npmrc is a setting of ours"],
  ["a config", { "tsdown.config.ts": "" }, "tsdown.config.ts is a setting of ours"],
  ["a store", { "dist/chats.db": "" }, "dist/chats.db is a key, a store or a leftover"],
  ["no licence", { LICENSE: undefined }, "LICENSE is missing"],
  ["an entry to nowhere", { "dist/index.js": undefined }, ". leads to dist/index.js, which is missing"],
  [
    "a pattern of nothing",
    { "examples/one.json": undefined },
    "./examples/* leads to examples/*, which is missing",
  ],
  ["a command to nowhere", { "bin/shapes.js": undefined }, "shapes leads to bin/shapes.js, which is missing"],
  [
    "a source map to nowhere",
    { "dist/other.js": "export const a = 1;\n//# sourceMappingURL=other.js.map\n" },
    "dist/other.js names the source map other.js.map, which is missing",
  ],
  [
    "a source map of a missing source",
    { "dist/other.js.map": '{"version":3,"sources":["../src/other.ts"]}' },
    "dist/other.js.map leads to ../src/other.ts, which is missing",
  ],
  [
    "an undeclared import",
    { "dist/other.js": 'import "left-pad";' },
    "dist/other.js imports left-pad, which package.json does not ask for",
  ],
  [
    "an undeclared import when it runs",
    { "dist/other.js": 'export const load = () => import("@scope/shades/dark");' },
    "dist/other.js imports @scope/shades/dark, which package.json does not ask for",
  ],
  [
    "an undeclared import of a type",
    { "dist/other.d.ts": 'export type A = import("pg").Pool;' },
    "dist/other.d.ts imports pg, which package.json does not ask for",
  ],
  ["a lost file", { "dist/other.js": undefined }, "dist/index.js imports ./other.js, which is missing"],
  [
    "a lost declaration",
    { "dist/other.d.ts": undefined },
    "dist/index.d.ts imports ./other.js, which is missing",
  ],
  [
    "a builtin without node:",
    { "dist/other.js": 'import "fs";' },
    "dist/other.js imports fs: only node:fs is surely Node's",
  ],
  [
    "a private key",
    { "a.txt": `-----BEGIN ${"RSA "}PRIVATE KEY-----` },
    "a.txt holds what looks like a private key",
  ],
  ["a token of npm", { "a.txt": `npm_${"a1".repeat(18)}` }, "a.txt holds what looks like a token of npm"],
  [
    "a token of GitHub",
    { "a.txt": `ghp_${"a1".repeat(18)}` },
    "a.txt holds what looks like a token of GitHub",
  ],
  [
    "a signed token",
    { "a.txt": `eyJ${"a".repeat(12)}.eyJ${"b".repeat(12)}.${"c".repeat(12)}` },
    "a.txt holds what looks like a signed token (JWT)",
  ],
])("%s is found", (_what, files, found) => {
  expect(faults(files)).toEqual([`shapes: ${found}`]);
});

test.each<[what: string, changes: object, found: string]>([
  [
    "a need of a private package",
    { dependencies: { "@scope/colours": "1", "@scope/inner": "1" } },
    "it needs @scope/inner, which is private",
  ],
  [
    "a range of this repository",
    { peerDependencies: { msw: "workspace:*" } },
    "msw is wanted as workspace:*, which only this repository knows",
  ],
  ["scripts", { scripts: { postinstall: "true" } }, "scripts are ours, and install scripts run at users"],
  ["another licence", { license: "GPL-3.0" }, "license is GPL-3.0, not MIT"],
])("%s is found in package.json", (_what, changes, found) => {
  expect(faults({}, changes)).toContain(`shapes: package.json: ${found}`);
});

test("a tarball with a link, or a path that leads out, is not read", () => {
  expect(() => readTarball(tarOf("package/link", "2"))).toThrow("package/link in the tarball is a link");
  expect(() => readTarball(tarOf("package/../../evil.js", "0"))).toThrow("leads out of the package");
  expect([...readTarball(tarOf("package/a.js", "0")).keys()]).toEqual(["a.js"]);
});

test("files that are new, gone or changed differ", () => {
  const of = (files: Record<string, string>) =>
    new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
  const before = of({ same: "1", changed: "1", gone: "1" });
  expect(differences(before, of({ same: "1", changed: "2", new: "1" }))).toEqual(["changed", "gone", "new"]);
});

/** A tarball of one empty file. */
function tarOf(path: string, type: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write("00000000000", 124);
  header.write(type, 156);
  return gzipSync(Buffer.concat([header, Buffer.alloc(1024)]));
}
