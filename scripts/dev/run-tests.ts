import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What became of some tests. */
export interface TestRun {
  /** What they test. */
  name: string;
  /** What they said; absent when they passed. */
  output?: string;
}

/** vitest, without what only a whole run needs: each file in a world of its own, coverage, a report. */
const vitest = [
  root("node_modules/vitest/vitest.mjs"),
  "run",
  ...["--no-isolate", "--pool=threads", "--maxWorkers=1", "--coverage.enabled=false", "--reporter=minimal"],
];

/** The compiler, which looks again only at what changed since it last ran so. */
const tsc = [
  root("node_modules/typescript/bin/tsc"),
  ...["--noEmit", "--incremental", "--tsBuildInfoFile", "node_modules/.cache/dev.tsbuildinfo"],
];

/**
 * Runs the tests that an edit of the spec can break, and that take about a second: those that hold schemas, examples and
 * cases against each other, those that hold the new validators against the cases, and, when the types changed, the type
 * tests. All others come with `pnpm test`.
 *
 * @param types whether the public types changed, beyond their comments.
 */
export async function runTests({
  types,
  signal,
}: {
  types: boolean;
  signal: AbortSignal;
}): Promise<TestRun[]> {
  // Those that hold schemas, examples and cases against each other. What is published of them, and whether versions fit, is
  // for all tests.
  const judging = ["cases", "coverage", "tables", "examples", "openapi", "test/schemas", "wording"];
  return await Promise.all([
    run("the spec's tests", "spec", [...vitest, ...judging.map((name) => `${name}.test`)]),
    run("the cases, by the validators", "packages/validators", [...vitest, "test/cases", "test/named-types"]),
    ...(types ? [run("the type tests", "packages/types", tsc)] : []),
  ]);

  async function run(name: string, folder: string, args: string[]): Promise<TestRun> {
    const child = spawn(process.execPath, args, {
      cwd: root(folder),
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => printed.push(chunk));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", (error) => (signal.aborted ? resolve(null) : reject(error)));
      child.on("close", resolve);
    });
    return code === 0 ? { name } : { name, output: shorten(Buffer.concat(printed).toString().trim()) };
  }
}

/** How many lines are shown: the first failures say what is wrong; all of them are for `pnpm test`. */
const mostLines = 60;

function shorten(output: string): string {
  const lines = output.split("\n");
  const left = lines.length - mostLines;
  return left > 0 ? [...lines.slice(0, mostLines), `… and ${left} lines more.`].join("\n") : output;
}
