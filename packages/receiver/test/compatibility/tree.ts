import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { copyPackages, linkPackages } from "@proto-webhooks/scripts/copy-packages";

/** The packages of some state of the repo, which can be run. */
export interface Tree {
  /** How it is called in the names of tests. */
  name: string;
  /** Its root. */
  folder: string;
  remove(): void;
}

/** The bundled spec, as far as it is read and changed here. */
// biome-ignore lint/suspicious/noExplicitAny: what is added to it is in no type
export type Bundle = any;

const root = join(import.meta.dirname, "../../../..");
const bundleFile = "spec/dist/openapi.json";
const scripts = "packages/receiver/test/compatibility";

/** What a mock and a receiver are made of. */
const copied = [
  "spec",
  "scripts",
  "packages/types",
  "packages/validators",
  "packages/mock-sender",
  "packages/receiver",
];

/** Node 22 strips types only when it is told to, and warns of it. */
export const flags: readonly string[] = ["--experimental-strip-types", "--no-warnings"];

/** This checkout, as it was built. */
export const checkout: Tree = { name: "this state", folder: root, remove: () => {} };

/** `info.version` of the tree's spec. */
export function specVersion({ folder }: Tree): string {
  return JSON.parse(readFileSync(join(folder, bundleFile), "utf8")).info.version;
}

/** A copy of this checkout whose spec is changed and whose code was generated again. */
export function changedTree(name: string, change: (bundle: Bundle) => Bundle): Tree {
  const folder = mkdtempSync(join(tmpdir(), "compatibility-"));
  copyPackages(folder, copied, ["test", "proof"]);
  // The compiler of the validators looks for it.
  cpSync(join(root, "tsconfig.base.json"), join(folder, "tsconfig.base.json"));
  makeRunnable(folder);
  const bundle = change(JSON.parse(readFileSync(join(root, bundleFile), "utf8")));
  mkdirSync(dirname(join(folder, bundleFile)), { recursive: true });
  writeFileSync(join(folder, bundleFile), JSON.stringify(bundle));
  for (const name of ["validators", "mock-sender"]) {
    execFileSync(process.execPath, [...flags, join(folder, `packages/${name}/generate/main.ts`)], {
      stdio: "pipe",
    });
  }
  return { name, folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** The repo at a git revision: its generated code is in it, and its spec is bundled for its examples. */
export function treeAt(revision: string): Tree {
  const folder = mkdtempSync(join(tmpdir(), "compatibility-"));
  const archive = join(folder, "tree.tar");
  execFileSync("git", ["archive", "--format=tar", `--output=${archive}`, revision, ...copied], { cwd: root });
  execFileSync("tar", ["-xf", archive, "-C", folder]);
  rmSync(join(folder, scripts), { recursive: true, force: true });
  linkPackages(folder, copied);
  makeRunnable(folder);
  const spec = join(folder, "spec");
  const redocly = join(spec, "node_modules/@redocly/cli/bin/cli.js");
  const bundle = ["bundle", "openapi.yaml", "--output", join(folder, bundleFile), "--ext", "json"];
  execFileSync(process.execPath, [redocly, ...bundle], { cwd: spec, stdio: "pipe" });
  return { name: revision, folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** Has packages import each other's source, as there is no build, and adds the scripts. */
function makeRunnable(folder: string): void {
  for (const name of ["validators", "mock-sender", "receiver"]) {
    const manifest = join(folder, `packages/${name}/package.json`);
    const exported = readFileSync(manifest, "utf8").replaceAll(/\.\/dist\/([\w/-]+)\.js/g, "./src/$1.ts");
    writeFileSync(manifest, exported);
  }
  cpSync(join(root, scripts), join(folder, scripts), { recursive: true });
}
