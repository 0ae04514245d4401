import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyPackages, linkPackages } from "../copy-packages.ts";

const root = join(import.meta.dirname, "../..");

/** What stands in the root and is needed to generate, and to run the tests of the packages. */
const files = [
  "package.json",
  "pnpm-lock.yaml",
  "pnpm-workspace.yaml",
  "turbo.json",
  "tsconfig.base.json",
  ".gitignore",
  ".changeset",
  ".github",
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "LICENSE",
];

/** A checkout of this repo in a temporary folder, in which everything may be changed. */
export interface CopyOfWorkspace {
  folder: string;
  read(file: string): string;
  /** Writes what `change` makes of a file. @throws when that is what it was. */
  edit(file: string, change: (text: string) => string): void;
  remove(): void;
}

/**
 * Copies the workspace, with links to what is installed here.
 *
 * @param name part of the folder's name, so that two copies have paths of different lengths.
 */
export function copyOfWorkspace(name = ""): CopyOfWorkspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `workspace-${name}`)));
  const packages = [
    "spec",
    "scripts",
    ...readdirSync(join(root, "packages")).map((path) => `packages/${path}`),
  ];
  for (const file of files) cpSync(join(root, file), join(folder, file), { recursive: true });
  copyPackages(folder, packages);
  linkPackages(folder, packages, [""]);
  const copy: CopyOfWorkspace = {
    folder,
    read: (file) => readFileSync(join(folder, file), "utf8"),
    edit(file, change) {
      const before = copy.read(file);
      const after = change(before);
      if (after === before) throw new Error(`The edit of ${file} changes nothing.`);
      writeFileSync(join(folder, file), after);
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
  // What is linked would not pass for an installation.
  copy.edit("pnpm-workspace.yaml", (yaml) =>
    yaml.replace("verifyDepsBeforeRun: install", "verifyDepsBeforeRun: false"),
  );
  commit(folder);
  return copy;
}

/** Turbo asks git what is in a checkout. Without git it looks into each installed package, which takes seconds. */
function commit(folder: string): void {
  const author = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  for (const args of [["init"], ["add", "--all"], [...author, "commit", "--message=Copy"]]) {
    spawnSync("git", args, { cwd: folder, stdio: "ignore" });
  }
}
