import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

/** What one package's test run left behind. */
export interface Report {
  /** The package's folder. */
  folder: string;
  passed: number;
  failed: number;
  skipped: number;
  /** Covered lines of hand-written code, in percent; undefined where none is run by the tests' process. */
  coverage?: number;
}

const root = new URL("../", import.meta.url);

/** Reads the reports of all packages; a run that was served from the cache has its report too. */
export function readReports(): Report[] {
  const files = globSync("{spec,scripts,packages/*}/.reports/tests.json", { cwd: root }).sort();
  return files.map((file) => {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = readJson(file);
    const folder = dirname(dirname(file));
    const coverage = coverageOf(`${folder}/.reports/coverage/coverage-summary.json`);
    return {
      folder,
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests + numTodoTests,
      ...(coverage !== undefined && { coverage }),
    };
  });
}

function coverageOf(file: string): number | undefined {
  if (!existsSync(new URL(file, root))) return undefined;
  const { lines } = readJson(file).total;
  return lines.total === 0 ? undefined : lines.pct;
}

// biome-ignore lint/suspicious/noExplicitAny: the shape is vitest's and the coverage reporter's
function readJson(file: string): any {
  return JSON.parse(readFileSync(new URL(file, root), "utf8"));
}
