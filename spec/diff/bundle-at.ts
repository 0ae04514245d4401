import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Bundle } from "./bundle.ts";
import { git, root } from "./git.ts";
import { redocly } from "./redocly.ts";

const run = promisify(execFile);

/** The bundle of the spec as it stood at a git revision, made by the configuration of that revision. */
export async function bundleAt(revision: string): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), "proto-webhooks-base-"));
  try {
    const archive = join(folder, "spec.tar");
    if ((await git("archive", "--format=tar", `--output=${archive}`, revision, "spec")) === undefined) {
      throw new Error(
        `There is no spec at ${revision}, or no such revision here. A shallow clone may lack it.`,
      );
    }
    await run("tar", ["-xf", archive, "-C", folder]);
    // What its configuration loads is what is installed here.
    await symlink(join(root, "spec/node_modules"), join(folder, "spec/node_modules"), "junction");
    await redocly(
      ["bundle", "openapi.yaml", "--output", "bundle.json", "--ext", "json"],
      join(folder, "spec"),
    );
    return JSON.parse(await readFile(join(folder, "spec/bundle.json"), "utf8"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The version of the packages at a git revision. */
export async function packagesAt(revision: string): Promise<string | undefined> {
  const manifest = await git("show", `${revision}:packages/types/package.json`);
  return manifest && JSON.parse(manifest).version;
}
