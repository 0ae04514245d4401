import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packPackages, type Tarball } from "../../src/pack.ts";
import { publicPackages } from "../../src/public-packages.ts";

export interface SmallRepo {
  root: string;
  /** Writes a file, by its path in the repo. */
  write(path: string, text: string): void;
  git(...args: string[]): string;
  /** Commits all there is. */
  commit(): void;
  /** Gives all public packages a version, commits, and packs them. */
  version(version: string): Promise<Tarball[]>;
  remove(): void;
}

/**
 * A workspace with an `origin`, of three public packages and a private one. `alpha` needs `beta`, which needs `@scope/gamma`:
 * the order of their names is not the one of a release.
 */
export function smallRepo(): SmallRepo {
  const folder = mkdtempSync(join(tmpdir(), "proto-webhooks-release-"));
  const root = join(folder, "repo");
  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@localhost", ...args], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const commit = (): void => {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", "A change");
  };
  const manifest = (name: string, version: string, dependencies: object, rest: object = {}): string =>
    `${JSON.stringify({ name, version, license: "MIT", type: "module", exports: "./index.js", dependencies, ...rest }, null, 2)}\n`;
  const manifests = (version: string): void => {
    write("packages/a/package.json", manifest("alpha", version, { beta: "workspace:*" }));
    write("packages/b/package.json", manifest("beta", version, { "@scope/gamma": "workspace:*" }));
    write("packages/c/package.json", manifest("@scope/gamma", version, {}));
  };
  mkdirSync(root, { recursive: true });
  execFileSync("git", ["init", "--quiet", "--bare", join(folder, "origin")]);
  git("init", "--quiet", "--initial-branch", "main");
  git("remote", "add", "origin", join(folder, "origin"));
  write("pnpm-workspace.yaml", "packages:\n  - packages/*\n");
  write("package.json", `${JSON.stringify({ name: "repo", private: true })}\n`);
  write("packages/d/package.json", manifest("inner", "0.0.0", {}, { private: true }));
  for (const folder of ["a", "b", "c"]) write(`packages/${folder}/index.js`, "export const one = 1;\n");
  write(".changeset/README.md", "# Changesets\n");
  manifests("0.1.0");
  commit();
  let packs = 0;
  return {
    root,
    write,
    git,
    commit,
    version: async (version) => {
      manifests(version);
      commit();
      return await packPackages(publicPackages(root), join(folder, `packed-${packs++}`));
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
