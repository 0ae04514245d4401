import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { packageFaults, recordFaults } from "../check-packages.ts";
import { tryAll } from "../consumers/try-all.ts";
import { packPackages, type Tarball } from "../pack.ts";
import { publicPackages } from "../public-packages.ts";

const help = `Does everything that a release does, short of the upload: packs the public packages, looks through them, and installs
them from a registry of its own in every kind of project. Takes some two minutes.

  --keep FOLDER  leave the packed packages there; \`release --tarballs FOLDER\` uploads them`;

/** `pnpm release:check`, once all is built. Prints what it finds, and gives the exit code. */
export async function releaseCheckCommand(root: string, args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { keep: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const folder = values.keep ? resolve(values.keep) : await mkdtemp(join(tmpdir(), "proto-webhooks-packed-"));
  try {
    return (await releaseCheck(root, folder)) === undefined ? 1 : 0;
  } finally {
    if (!values.keep) await rm(folder, { recursive: true });
  }
}

/** Packs into a folder, and tries what is packed. Gives nothing when there is a fault. */
export async function releaseCheck(root: string, folder: string): Promise<Tarball[] | undefined> {
  const packages = publicPackages(root);
  const tarballs = await packPackages(packages, folder);
  for (const { name, version, bytes, files } of tarballs) {
    console.log(`  ${name} ${version}: ${files.size} files, ${(bytes.length / 1_000).toFixed(1)} kB`);
  }
  const faults = [...(await packageFaults(root, tarballs)), ...(await recordFaults(root))];
  // What is wrong in the package itself would be found once more by each project.
  if (faults.length === 0)
    faults.push(...(await tryAll(packages, tarballs, (line) => console.log(`  ${line}`))));
  for (const fault of faults) console.error(`\n✗ ${fault}`);
  console.log(
    faults.length === 0 ? "\nReady to be released." : `\n${faults.length} faults. Nothing was uploaded.`,
  );
  return faults.length === 0 ? tarballs : undefined;
}
