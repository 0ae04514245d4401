import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");

/** What is installed, built or kept from an earlier run: not part of a checkout. */
const left = ["node_modules", "dist", ".reports", ".turbo", "coverage"];

/**
 * Copies packages of this repo into another folder, with links to what is installed here.
 *
 * @param paths their folders, from the root of the repo.
 * @param without files and folders of these names are left out, wherever they stand.
 */
export function copyPackages(
  folder: string,
  paths: readonly string[],
  without: readonly string[] = [],
): void {
  const leave = new Set([...left, ...without]);
  for (const path of paths) {
    cpSync(join(root, path), join(folder, path), {
      recursive: true,
      filter: (source) => !leave.has(basename(source)),
    });
  }
  linkPackages(folder, paths);
}

/**
 * Links what is installed for packages into their copies: the packages of others are those that are installed here, our
 * own are the copies, as far as there are such.
 *
 * @param from the packages that get links, by default those that are copied; `""` is the root of the repo.
 */
export function linkPackages(folder: string, copied: readonly string[], from = copied): void {
  const own = new Map(copied.map((path) => [nameOf(path), join(folder, path)]));
  for (const path of from) {
    const installed = join(root, path, "node_modules");
    const links = join(folder, path, "node_modules");
    if (!existsSync(installed)) continue;
    mkdirSync(links, { recursive: true });
    for (const name of namesIn(installed)) {
      mkdirSync(dirname(join(links, name)), { recursive: true });
      symlinkSync(own.get(name) ?? realpathSync(join(installed, name)), join(links, name), "junction");
    }
  }
}

function nameOf(path: string): string {
  return JSON.parse(readFileSync(join(root, path, "package.json"), "utf8")).name;
}

/** The names of what is installed, scoped ones as `@scope/name`; `.bin` too, and nothing that tools keep there. */
function namesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    if (name.startsWith("@")) return readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`);
    return name.startsWith(".") && name !== ".bin" ? [] : [name];
  });
}
