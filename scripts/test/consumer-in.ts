import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { CopyOfWorkspace } from "./copy-of-workspace.ts";

const root = join(import.meta.dirname, "../..");

/** A project of somebody who uses the packages of a copy. */
export interface Consumer {
  /** What tsc says: `types.ts:3 TS2345: …` for each error, its first line only. */
  compile(): string[];
  /** Runs a file of it on Node. @returns what it printed. */
  run(file: string): string;
}

/** Puts the project in `consumer/` into a copy, beside its packages. */
export function consumerIn({ folder }: CopyOfWorkspace): Consumer {
  const project = join(folder, "consumer");
  cpSync(join(import.meta.dirname, "consumer"), project, { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "type": "module" }\n');
  const modules = join(project, "node_modules");
  mkdirSync(join(modules, "@proto-webhooks"), { recursive: true });
  for (const name of readdirSync(join(folder, "packages"))) {
    symlinkSync(join(folder, "packages", name), join(modules, "@proto-webhooks", name), "junction");
  }
  const installed = join(root, "packages/mock-sender/node_modules");
  for (const name of ["msw", "fast-check"].filter((one) => existsSync(join(installed, one)))) {
    symlinkSync(realpathSync(join(installed, name)), join(modules, name), "junction");
  }
  const node = (...args: string[]) =>
    spawnSync(process.execPath, args, {
      cwd: project,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });
  return {
    compile() {
      const { stdout } = node(join(root, "node_modules/typescript/bin/tsc"), "--pretty", "false");
      const errors = stdout.matchAll(/^(\S+)\((\d+),\d+\): error (.*)$/gm);
      return [...errors].map(([, file, line, message]) => `${file}:${line} ${message}`);
    },
    run(file) {
      const { stdout, stderr, status } = node("--no-warnings", file);
      if (status !== 0) throw new Error(stderr);
      return stdout;
    },
  };
}
