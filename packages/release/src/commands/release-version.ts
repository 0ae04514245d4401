import { changesetFaults, pendingChangesets } from "../changesets.ts";
import { run } from "../consumers/run.ts";
import { isNewer } from "../is-newer.ts";
import { publicPackages } from "../public-packages.ts";

/**
 * Gives the changes that wait a version and their place in the changelogs.
 *
 * @returns the version before, and after.
 * @throws when there is nothing to release, a changeset is wrong, or a version does not move on.
 */
export async function releaseVersionCommand(root: string): Promise<{ before: string; after: string }> {
  const faults = changesetFaults(root);
  if (faults.length > 0) throw new Error(faults.join("\n"));
  if (pendingChangesets(root).length === 0) {
    throw new Error(
      "No change waits for a version. Write down what users notice: npx -y pnpm@12 exec changeset",
    );
  }
  const before = versionOf(root);
  await run("pnpm", ["exec", "changeset", "version"], { cwd: root });
  const after = versionOf(root);
  if (!isNewer(after, before)) {
    throw new Error(
      `The version is ${after}, it was ${before}: it did not move on. What do the changesets ask for?`,
    );
  }
  await run("pnpm", ["exec", "biome", "check", "--write", "packages", "spec"], { cwd: root });
  return { before, after };
}

function versionOf(root: string): string {
  return publicPackages(root)[0]?.version ?? "";
}
