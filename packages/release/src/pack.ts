import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Manifest, WorkspacePackage } from "./public-packages.ts";
import { readTarball } from "./read-tarball.ts";

const hook = fileURLToPath(new URL("published-manifest.cjs", import.meta.url));

/** A package as it is uploaded. */
export interface Tarball {
  name: string;
  version: string;
  /** Where it lies. */
  file: string;
  bytes: Buffer;
  /** The hash by which registries and lockfiles know it. */
  integrity: string;
  files: Map<string, Buffer>;
  /** The package.json inside. */
  manifest: Manifest;
}

/** Packs what is built, into a folder. The same build gives the same bytes, whenever and wherever. */
export async function packPackages(
  packages: readonly WorkspacePackage[],
  folder: string,
): Promise<Tarball[]> {
  await mkdir(folder, { recursive: true });
  const packed = packages.map(async ({ folder: cwd }) => {
    const args = [`--config.pnpmfile=${hook}`, "pack", "--pack-destination", folder, "--json"];
    const { stdout } = await promisify(execFile)("pnpm", args, { cwd, maxBuffer: 64 * 1024 * 1024 });
    const { filename } = JSON.parse(stdout.slice(stdout.indexOf("{"))) as { filename: string };
    return await readPacked(join(folder, basename(filename)));
  });
  return await Promise.all(packed);
}

/**
 * What was packed before, in the order of the packages.
 *
 * @throws when the folder holds other packages or versions than these.
 */
export async function packedBefore(
  packages: readonly WorkspacePackage[],
  folder: string,
): Promise<Tarball[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".tgz"));
  const found = await Promise.all(names.map(async (name) => await readPacked(join(folder, name))));
  const label = (one: { name: string; version: string }): string => `${one.name} ${one.version}`;
  const [is, wanted] = [found.map(label).sort(), packages.map(label).sort()];
  if (is.join() !== wanted.join()) {
    throw new Error(
      `In ${folder} are ${is.join(", ") || "no tarballs"}; to be released are ${wanted.join(", ")}.`,
    );
  }
  return packages.flatMap(({ name }) => found.filter((tarball) => tarball.name === name));
}

async function readPacked(file: string): Promise<Tarball> {
  const bytes = await readFile(file);
  const files = readTarball(bytes);
  const manifest: Manifest = JSON.parse(String(files.get("package.json")));
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  return { name: manifest.name, version: manifest.version, file, bytes, integrity, files, manifest };
}
