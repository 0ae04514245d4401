import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changesetFaults, pendingChangesets } from "../changesets.ts";
import { run } from "../consumers/run.ts";
import { isNewer } from "../is-newer.ts";
import { publicPackages } from "../public-packages.ts";

/**
 * `pnpm release:version`, once the spec is bundled: gives the changes that wait a version and their place in the changelogs,
 * and keeps the spec as it is now, for the docs.
 *
 * @throws when there is nothing to release, a changeset is wrong, or a version does not move on.
 */
export async function releaseVersionCommand(root: string): Promise<void> {
  const faults = changesetFaults(root);
  if (faults.length > 0) throw new Error(faults.join("\n"));
  if (pendingChangesets(root).length === 0) {
    throw new Error(
      "No change waits for a version. Write down what users notice: npx -y pnpm@12 exec changeset",
    );
  }
  const kept = keepSpec(root);
  const before = versionOf(root);
  await run("pnpm", ["exec", "changeset", "version"], { cwd: root });
  const after = versionOf(root);
  if (!isNewer(after, before)) {
    throw new Error(
      `The version is ${after}, it was ${before}: it did not move on. What do the changesets ask for?`,
    );
  }
  await run("pnpm", ["exec", "biome", "check", "--write", "packages", "spec"], { cwd: root });
  console.log(
    `${before} → ${after}. The docs keep the spec as ${kept}. Look at it, commit it, and have it merged.`,
  );
}

/**
 * Keeps the bundled spec under its own version. A version of the spec that is kept already is out, and never changes.
 *
 * @returns the file.
 */
export function keepSpec(root: string): string {
  const bundle = readFileSync(join(root, "spec/dist/openapi.json"), "utf8");
  const { version } = JSON.parse(bundle).info as { version: string };
  const file = `packages/docs/versions/${version}.json`;
  const path = join(root, file);
  if (existsSync(path)) {
    if (readFileSync(path, "utf8") === bundle) return file;
    throw new Error(
      `spec/openapi.yaml: info.version is ${version}, which ${file} says otherwise: that version is out. Raise it. (If it is not out, because a release was called off, remove ${file}.)`,
    );
  }
  mkdirSync(join(root, "packages/docs/versions"), { recursive: true });
  writeFileSync(path, bundle);
  return file;
}

function versionOf(root: string): string {
  return publicPackages(root)[0]?.version ?? "";
}
