import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  license?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  exports?: Record<string, unknown>;
  bin?: Record<string, string>;
  repository?: unknown;
}

export interface WorkspacePackage {
  name: string;
  version: string;
  /** Its folder, absolute. */
  folder: string;
  manifest: Manifest;
}

/** Every package of the workspace whose root this is, private ones too, by the folders that pnpm-workspace.yaml names. */
export function workspacePackages(root: string): WorkspacePackage[] {
  const yaml = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8");
  const list = /^packages:\n((?: {2}- .*\n)+)/m.exec(yaml)?.[1] ?? "";
  const folders = [...list.matchAll(/- "?([^"\n]+)"?/g)].map(([, folder]) => `${folder}/package.json`);
  return globSync(folders, { cwd: root })
    .sort()
    .map((file) => {
      const manifest: Manifest = JSON.parse(readFileSync(join(root, file), "utf8"));
      const folder = join(root, file, "..");
      return { name: manifest.name, version: manifest.version, folder, manifest };
    });
}

/**
 * The packages that are published, each after those that it needs: whoever installs one in the middle of a release finds
 * what it asks for.
 *
 * @throws when they do not share one version, or one needs a package that is private.
 */
export function publicPackages(root: string): WorkspacePackage[] {
  const all = workspacePackages(root);
  const isPublic = new Map(all.map(({ name, manifest }) => [name, manifest.private !== true]));
  const found = all.filter(({ name }) => isPublic.get(name));
  const versions = new Set(found.map(({ version }) => version));
  if (versions.size > 1) {
    const list = found.map(({ name, version }) => `  ${name} ${version}`).join("\n");
    throw new Error(
      `The public packages share one version, but these do not:\n${list}\nIs each in "fixed" of .changeset/config.json?`,
    );
  }
  for (const { name, manifest } of found) {
    for (const needed of neededBy(manifest)) {
      if (isPublic.get(needed) === false) {
        throw new Error(
          `${name} is public and needs ${needed}, which is private: nobody could install it. Make that one public, or do without it.`,
        );
      }
    }
  }
  return inOrder(found);
}

/** What has to be there for a package to run: what it installs, and what it asks its user to install. */
export function neededBy(manifest: Manifest): string[] {
  const { dependencies, optionalDependencies, peerDependencies } = manifest;
  return Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
}

function inOrder(packages: WorkspacePackage[]): WorkspacePackage[] {
  const ordered = new Set<WorkspacePackage>();
  const visit = (one: WorkspacePackage, path: string[]): void => {
    if (path.includes(one.name))
      throw new Error(`Packages need each other: ${[...path, one.name].join(" → ")}`);
    for (const needed of neededBy(one.manifest)) {
      const other = packages.find(({ name }) => name === needed);
      if (other && !ordered.has(other)) visit(other, [...path, one.name]);
    }
    ordered.add(one);
  };
  for (const one of packages) if (!ordered.has(one)) visit(one, []);
  return [...ordered];
}
