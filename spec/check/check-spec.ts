import { join, resolve } from "node:path";
import { lint, loadConfig, YamlParseError } from "@redocly/openapi-core";
import { describe, type Found } from "./describe.ts";
import type { Problem } from "./problem.ts";

/** Redocly's settings for the spec: its rules, and what it has to be told. */
export const config: Awaited<ReturnType<typeof loadConfig>> = (
  await loadConfig({ configPath: join(import.meta.dirname, "../redocly.yaml") })
).forAlias("proto-webhooks");

/**
 * What one mistake leads to is not told beside it: the first of these groups that has a problem is all that is shown.
 * Without a file nothing can be said of what refers to it, and an example is judged by schemas that are right.
 */
const groups: RegExp[] = [
  /^(no-unresolved-refs|spec\/inline-examples)$/,
  /^struct$/,
  /^(?!no-invalid-.*-examples$)/,
  /^/,
];

/**
 * Holds a spec against Redocly's strictest ruleset and the rules in `rules/`, examples included.
 *
 * @param folder where its `openapi.yaml` is.
 * @returns what is wrong, in the order of files and lines; nothing when all is well.
 */
export async function checkSpec(folder: string): Promise<Problem[]> {
  const found = await problemsOf(folder);
  const group = groups.find((rules) => found.some(({ ruleId }) => rules.test(ruleId)));
  const problems = found
    .filter(({ ruleId }) => group?.test(ruleId))
    .flatMap((problem) => describe(problem, resolve(folder)) ?? []);
  const told = new Map(problems.map((problem) => [keyOf(problem), problem]));
  return [...told].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, problem]) => problem);
}

async function problemsOf(folder: string): Promise<Found[]> {
  try {
    return await lint({ ref: join(folder, "openapi.yaml"), config });
  } catch (error) {
    // In the document that all else starts from; in the others, the rule says so.
    if (!(error instanceof YamlParseError)) throw error;
    const { message, source, line, col } = error;
    const place = { source, start: { line, col } } as unknown as Found["location"][0];
    return [
      {
        ruleId: "no-unresolved-refs",
        message: `Failed to parse: ${message}`,
        suggest: [],
        location: [place],
      },
    ];
  }
}

/** One thing is told once; sorted by it, problems are in the order of the files. */
function keyOf({ file, line, column, message }: Problem): string {
  return `${file}:${String(line).padStart(6)}:${String(column).padStart(6)} ${message}`;
}
