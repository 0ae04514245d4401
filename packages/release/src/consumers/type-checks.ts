import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { run } from "./run.ts";

const require = createRequire(import.meta.url);

/** The compilers that users have, by what they are installed as: the oldest that we support, the last of each line, the native one. */
export const compilers = ["typescript-5.6", "typescript-5.9", "typescript-6.0", "typescript-7"] as const;

export const resolutions = ["bundler", "node16", "nodenext"] as const;

export type Compiler = (typeof compilers)[number];
export type Resolution = (typeof resolutions)[number];

/** Faults in declarations of others, which a user of that compiler meets whenever they install these. */
const faultsOfOthers: Partial<Record<Compiler, RegExp>> = {
  // MSW's are written for TypeScript 5.7: `Uint8Array<ArrayBuffer>`.
  "typescript-5.6": /node_modules\/@mswjs\/interceptors\/.*error TS2315: /,
};

/**
 * Checks the project's `main.ts`, and the declarations of everything that it imports: no `skipLibCheck`.
 *
 * @throws what the compiler finds.
 */
export async function checkTypes(folder: string, compiler: Compiler, resolution: Resolution): Promise<void> {
  const config = `tsconfig.${compiler}.${resolution}.json`;
  const compilerOptions = {
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
    module: resolution === "bundler" ? "esnext" : resolution,
    moduleResolution: resolution,
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  };
  await writeFile(join(folder, config), JSON.stringify({ compilerOptions, files: ["main.ts"] }));
  const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin/tsc");
  await run(process.execPath, [tsc, "--project", config, "--pretty", "false"], { cwd: folder }).catch(
    (error: Error) => {
      const found = error.message.split("\n").filter((line) => /error TS\d+: /.test(line));
      const ours = found.filter((line) => !faultsOfOthers[compiler]?.test(line));
      if (found.length === 0 || ours.length > 0) throw error;
    },
  );
}
