import { existsSync, realpathSync } from "node:fs";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isModule } from "../entry-targets.ts";
import { neededBy, type WorkspacePackage } from "../public-packages.ts";
import { run } from "./run.ts";
import type { LocalRegistry } from "./verdaccio.ts";

const here = fileURLToPath(new URL("../../", import.meta.url));

export interface ConsumerOptions {
  /** A folder in `consumers/`: its files are the project. */
  kind: string;
  /** Where to put it; nothing is there yet. */
  folder: string;
  packages: readonly WorkspacePackage[];
  registry: LocalRegistry;
}

/**
 * A fresh project that has installed every public package from the registry. Their files are what was uploaded; what they
 * need from others is linked to what is installed here already, so that nothing is downloaded twice, or at all.
 *
 * Nothing is hoisted: a package that imports what it does not ask for fails here, as it would with some users.
 */
export async function createConsumer({ kind, folder, packages, registry }: ConsumerOptions): Promise<string> {
  const links = foreign(packages);
  const dependencies = Object.fromEntries([
    ...packages.map(({ name, version }) => [name, version]),
    ...[...links].map(([name, path]) => [name, `link:${path}`]),
  ]);
  const overrides = [...links].map(
    ([name, path]) => `  ${JSON.stringify(name)}: ${JSON.stringify(`link:${path}`)}\n`,
  );
  await cp(join(here, "consumers", kind), folder, { recursive: true });
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ name: kind, private: true, type: "module", dependencies }),
  );
  await writeFile(join(folder, "entries.json"), JSON.stringify(entries(packages)));
  await writeFile(join(folder, ".npmrc"), `registry=${registry.url}\n`);
  await writeFile(
    join(folder, "pnpm-workspace.yaml"),
    // What was published a second ago is young on purpose.
    `hoist: false\nminimumReleaseAge: 0\nstoreDir: ${folder}/.store\ncacheDir: ${folder}/.cache\noverrides:\n${overrides.join("")}`,
  );
  await run("pnpm", ["install", "--ignore-scripts"], { cwd: folder, env: { CI: "true" } });
  return folder;
}

/** Where everything is that the packages need from others, by its name, and the types that users install with them. */
function foreign(packages: readonly WorkspacePackage[]): Map<string, string> {
  const own = new Set(packages.map(({ name }) => name));
  const wanted = [
    ["@types/node", here] as const,
    ...packages.flatMap(({ folder, manifest }) =>
      ["@types/pg", ...neededBy(manifest)].map((name) => [name, folder] as const),
    ),
  ];
  const found = new Map<string, string>();
  for (const [name, folder] of wanted) {
    const path = join(folder, "node_modules", name);
    if (!own.has(name) && !found.has(name) && existsSync(path)) found.set(name, realpathSync(path));
  }
  return found;
}

/** What the packages offer under a name of its own: modules that load without a test runner around, and other files. */
function entries(packages: readonly WorkspacePackage[]): { modules: string[]; files: string[] } {
  const all = packages.flatMap(({ name, manifest }) =>
    Object.entries(manifest.exports ?? {})
      .filter(([path]) => !/\*|\/(jest|vitest)$/.test(path))
      .map(([path, target]) => ({
        name: name + path.slice(1),
        runs: isModule(target),
      })),
  );
  const namesOf = (runs: boolean) => all.filter((entry) => entry.runs === runs).map(({ name }) => name);
  return { modules: namesOf(true), files: namesOf(false) };
}
