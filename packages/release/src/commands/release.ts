import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { changesetFaults, pendingChangesets } from "../changesets.ts";
import { packedBefore, type Tarball } from "../pack.ts";
import { publicPackages } from "../public-packages.ts";
import { configuredRegistry } from "../registry.ts";
import { release } from "../release.ts";
import { releaseTag } from "../release-tag.ts";

const help = `Publishes the version that stands in the packages, and sets its tag. Run again after a failure, it goes on where it stopped.

  --tarballs FOLDER  upload what \`release:check --keep FOLDER\` packed and tried; otherwise that is done first
  --registry URL     where to; default: the registry that pnpm is set up with`;

const options = {
  tarballs: { type: "string" },
  registry: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/**
 * `pnpm release`. With `--tarballs`, nothing is needed that an install brings: only Node, git and pnpm, so that nothing else
 * runs where packages may be published.
 *
 * @throws when it cannot be released, with what to do.
 */
export async function releaseCommand(root: string, args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options });
  if (values.help) return console.log(help);
  expectReleasable(root);
  const packages = publicPackages(root);
  const [version = ""] = packages.map((one) => one.version);
  const folder = await mkdtemp(join(tmpdir(), "proto-webhooks-packed-"));
  try {
    const tarballs = values.tarballs
      ? await packedBefore(packages, resolve(values.tarballs))
      : await check(root, folder);
    const registry = values.registry?.replace(/\/?$/, "/") ?? (await configuredRegistry());
    await release({ tarballs, registry, tag: await releaseTag(root, version) });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What is uploaded is what is committed, and a version that says all that changed. */
function expectReleasable(root: string): void {
  const faults = changesetFaults(root);
  if (faults.length > 0) throw new Error(faults.join("\n"));
  const pending = pendingChangesets(root);
  if (pending.length > 0) {
    throw new Error(
      `These changes are in no version yet:\n${pending.map((file) => `  ${file}`).join("\n")}\nGive them one: npx -y pnpm@12 release:version`,
    );
  }
  const changed = execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" }).trimEnd();
  if (changed !== "") {
    throw new Error(`These files are not committed, and a release has to be found again in git:\n${changed}`);
  }
}

/** Loaded only here: it needs what is installed. */
async function check(root: string, folder: string): Promise<Tarball[]> {
  const { releaseCheck } = await import("./release-check.ts");
  const tarballs = await releaseCheck(root, folder);
  if (tarballs === undefined) throw new Error("Not released.");
  return tarballs;
}
