import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { markdownTable } from "./markdown-table.ts";
import type { Manifest, WorkspacePackage } from "./public-packages.ts";

export interface Licence {
  name: string;
  version: string;
  /** As its package.json says, an SPDX expression. */
  licence: string;
  /** The public packages that install it, directly or through others. */
  usedBy: string[];
}

/** Licences that let code under MIT come with theirs, and ask for no more than that their text comes along. */
const allowed = new Set([
  ...[
    "0BSD",
    "Apache-2.0",
    "BlueOak-1.0.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unlicense",
  ],
]);

/** Whether an SPDX expression lets us distribute: of `A OR B` one is enough, of `A AND B` both have to. */
export function isAllowed(expression: string): boolean {
  const bare = expression.trim().replace(/^\((.*)\)$/, "$1");
  if (/ OR /.test(bare)) return bare.split(" OR ").some(isAllowed);
  if (/ AND /.test(bare)) return bare.split(" AND ").every(isAllowed);
  return allowed.has(bare);
}

/** Everything that comes with a public package when it is installed, of the versions that are installed here. */
export function licences(packages: readonly WorkspacePackage[]): Licence[] {
  const own = new Set(packages.map(({ name }) => name));
  const found = new Map<string, Licence>();
  for (const { name: user, folder, manifest } of packages) {
    const seen = new Set<string>();
    const visit = (from: string, { dependencies, optionalDependencies }: Manifest): void => {
      for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
        const at = installed(name, from);
        // An optional one is missing where its system is another.
        if (at === undefined && optionalDependencies?.[name]) continue;
        if (at === undefined)
          throw new Error(`${name}, which ${user} needs, is not installed: npx -y pnpm@12 install`);
        if (seen.has(at)) continue;
        seen.add(at);
        const inside = readManifest(at);
        if (!own.has(name)) {
          const key = `${name} ${inside.version}`;
          const entry = found.get(key) ?? {
            name,
            version: inside.version,
            licence: licenceOf(inside),
            usedBy: [],
          };
          entry.usedBy.push(user);
          found.set(key, entry);
        }
        visit(at, inside);
      }
    };
    visit(folder, manifest);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

/** One line for each licence that does not let us distribute. */
export function licenceFaults(list: readonly Licence[]): string[] {
  return list
    .filter(({ licence }) => !isAllowed(licence))
    .map(
      ({ name, version, licence, usedBy }) =>
        `${name} ${version}, which comes with ${usedBy.join(", ")}, is under ${licence}: not among those that go with MIT. Take another package, or have its licence looked at and add it to packages/release/src/licences.ts.`,
    );
}

/** The table as it stands in the repository. */
export function licenceTable(list: readonly Licence[]): string {
  const rows = list.map(({ name, version, licence, usedBy }) => [name, version, licence, usedBy.join(", ")]);
  return markdownTable(["package", "version", "licence", "comes with"], rows);
}

/** The folder of a package, as Node finds it from another one. */
function installed(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate);
    if (dirname(folder) === folder) return undefined;
  }
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

function licenceOf(manifest: Manifest): string {
  // Old packages have { type, url }.
  const licence = manifest.license as unknown;
  if (typeof licence === "object" && licence !== null && "type" in licence) return String(licence.type);
  return typeof licence === "string" ? licence : "nothing that it says";
}
