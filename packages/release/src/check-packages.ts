import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { changesetFaults } from "./changesets.ts";
import { contentFaults } from "./contents.ts";
import { licenceFaults, licences, licenceTable } from "./licences.ts";
import { lintPackage } from "./lint-package.ts";
import { withMarkedTable } from "./marked-table.ts";
import type { Tarball } from "./pack.ts";
import { publicPackages, workspacePackages } from "./public-packages.ts";
import { type Ceiling, entrySizes, sizeFaults, sizeTable } from "./sizes.ts";

/** A generated part of a file. */
export interface GeneratedPart {
  /** The file that it stands in, from the root. */
  file: string;
  /** The name of its markers. */
  name: string;
  table: string;
  /** What writes it. */
  command: string;
}

/** Everything that is wrong with what would be uploaded, one line for each fault, before any of it is installed. */
export async function packageFaults(root: string, tarballs: readonly Tarball[]): Promise<string[]> {
  const own = new Set(
    workspacePackages(root).flatMap(({ name, manifest }) => (manifest.private ? [name] : [])),
  );
  const lints = await Promise.all(tarballs.map(lintPackage));
  return [...tarballs.flatMap((tarball) => contentFaults(tarball, own)), ...lints.flat()];
}

/** Everything that is wrong with what stands in the repository about a release: tables, ceilings, licences, changesets. */
export async function recordFaults(root: string): Promise<string[]> {
  const packages = publicPackages(root);
  const sizes = await entrySizes(packages);
  const list = licences(packages);
  const ceilings: Record<string, Ceiling> = JSON.parse(
    await readFile(join(root, "packages/release/size-ceilings.json"), "utf8"),
  );
  const drifts = [sizesPart(sizeTable(sizes)), licencesPart(licenceTable(list))].map(
    async (part) => await drift(root, part),
  );
  return [
    ...changesetFaults(root),
    ...sizeFaults(sizes, ceilings),
    ...licenceFaults(list),
    ...(await Promise.all(drifts)).flat(),
  ];
}

export function sizesPart(table: string): GeneratedPart {
  return { file: "README.md", name: "sizes", table, command: "npx -y pnpm@12 sizes" };
}

export function licencesPart(table: string): GeneratedPart {
  return {
    file: "packages/release/README.md",
    name: "licences",
    table,
    command: "npx -y pnpm@12 release:licences",
  };
}

async function drift(root: string, { file, name, table, command }: GeneratedPart): Promise<string[]> {
  const text = await readFile(join(root, file), "utf8");
  if (withMarkedTable(text, name, table) === text) return [];
  const lines = text.split("\n");
  const other = table.split("\n").find((line) => !lines.includes(line)) ?? "it has more lines than that";
  return [
    `${file}: the table of ${name} is not what it is now (${other}). Run \`${command}\`, look at it, and commit it.`,
  ];
}
