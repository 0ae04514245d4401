import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyPackages } from "@proto-webhooks/scripts/copy-packages";

const root = join(import.meta.dirname, "../../../..");

/** What the outputs of this package are generated from and by, and what they import. */
const copied = ["spec", "scripts", "packages/types", "packages/validators", "packages/mock-sender"];

/** Node 22 strips types only when it is told to, and warns of it. */
const flags = ["--experimental-strip-types", "--no-warnings"];

/** A copy of the part of the repo that is generated from the spec. */
export interface CopyOfRepo {
  /** Reads a file of the copy, and writes what `change` makes of it; `""` when it is not there yet. */
  edit(path: string, change: (content: string) => string): void;
  /** Generates everything that mock-sender needs, by the generators themselves. */
  regenerate(): void;
  /** Runs a script of the copy. @returns what it printed. */
  run(script: string): string;
  remove(): void;
}

/** Copies it to the temporary folder. */
export function copyOfRepo(): CopyOfRepo {
  const folder = mkdtempSync(join(tmpdir(), "regenerate-"));
  // Nothing is generated from tests.
  copyPackages(folder, copied, ["test"]);
  // The compiler of the validators looks for it.
  cpSync(join(root, "tsconfig.base.json"), join(folder, "tsconfig.base.json"));
  cpSync(import.meta.dirname, join(folder, "packages/mock-sender/test/regenerate"), { recursive: true });
  const run = (script: string) =>
    execFileSync(process.execPath, [...flags, join(folder, script)], { encoding: "utf8" });
  const edit: CopyOfRepo["edit"] = (path, change) => {
    const file = join(folder, path);
    writeFileSync(file, change(readFileSync(file, { encoding: "utf8", flag: "a+" })));
  };
  // There is no build in the copy: what imports the validators gets their source.
  edit("packages/validators/package.json", (json) => json.replaceAll(/\.\/dist\/(\w+)\.js/g, "./src/$1.ts"));
  return {
    edit,
    regenerate() {
      for (const path of ["spec", "packages/validators", "packages/mock-sender"])
        run(`${path}/generate/main.ts`);
    },
    run,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
