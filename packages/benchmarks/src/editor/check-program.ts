import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { declarationsOf } from "../declarations-of.ts";
import { mustHold } from "../void-error.ts";
import { type Program, programs } from "./programs.ts";

const run = promisify(execFile);

/** The compilers, by what they are installed as. */
export const compilers = { "typescript-6.0": "TypeScript 6", "typescript-7": "TypeScript 7" } as const;

export type Compiler = keyof typeof compilers;

/** What a compiler says of its work. */
export interface Checked {
  readonly instantiations: number;
  /** Milliseconds. TypeScript 6 counts them by ten. */
  readonly checkMs: number;
}

/**
 * Checks one of the programs in a compiler that has just been started.
 *
 * @throws VoidError when it finds a mistake: then the types were not read.
 */
export async function checkProgram(folder: string, compiler: Compiler, program: Program): Promise<Checked> {
  const compilerOptions = {
    target: "es2022",
    lib: ["es2022"],
    module: "esnext",
    moduleResolution: "bundler",
    types: [],
    paths: {
      "@proto-webhooks/types": [fileURLToPath(declarationsOf("@proto-webhooks/types"))],
      "@octokit/webhooks-types": [fileURLToPath(declarationsOf("@octokit/webhooks-types"))],
    },
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  await writeFile(join(folder, "main.ts"), programs[program]);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["main.ts"] }));
  const tsc = fileURLToPath(new URL("bin/tsc", import.meta.resolve(`${compiler}/package.json`)));
  const { stdout } = await run(process.execPath, [tsc, "-p", folder, "--extendedDiagnostics"]).catch(
    (failed: { stdout: string }) => failed,
  );
  const wrong = stdout.split("\n").find((line) => line.includes("error TS"));
  mustHold(wrong === undefined, `${compilers[compiler]} finds in what imports ${program}: ${wrong}`);
  return {
    instantiations: numberOf(stdout, "Instantiations"),
    checkMs: 1_000 * numberOf(stdout, "Check time"),
  };
}

function numberOf(said: string, name: string): number {
  const number = new RegExp(`^${name}:\\s+([\\d.]+)s?$`, "m").exec(said)?.[1];
  mustHold(number !== undefined, `the compiler does not say "${name}"`);
  return Number(number);
}
