import { describe, expect, test } from "vitest";
import { jsonLines, run } from "./support/run.ts";
import { cases, examplePaths } from "./support/spec.ts";

interface InvalidCase {
  name: string;
  mode?: "tolerant" | "strict";
  payload: unknown;
  issue: { pointer: string };
}

interface ToleratedCase {
  name: string;
  payload: unknown;
  unrecognized: string[];
}

interface Verdict {
  valid: boolean;
  issues: { pointer: string; message: string }[];
  unrecognized: string[];
}

describe.each([
  ["tolerant", []],
  ["strict", ["--strict"]],
] as const)("%s", (mode, flags) => {
  test("takes all examples of the spec", async () => {
    const paths = examplePaths();
    expect(paths.length).toBeGreaterThan(10);
    const { code, stdout, stderr } = await run(["validate", "--json", ...flags, ...paths]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(jsonLines(stdout)).toEqual(
      paths.map((file) => ({ file, line: 1, valid: true, issues: [], unrecognized: [] })),
    );
  });

  test("finds the one issue of each invalid case", async () => {
    const rows = cases<InvalidCase>("invalid-deliveries.json");
    expect(rows.length).toBeGreaterThanOrEqual(40);
    const verdicts = await judge(rows, flags);
    for (const [index, row] of rows.entries()) {
      const { valid, issues } = verdicts[index] as Verdict;
      const pointers = issues.map((issue) => issue.pointer);
      if (mode === "tolerant" && row.mode === "strict")
        expect({ name: row.name, valid }).toMatchObject({ valid: true });
      else if (mode === "strict" && row.mode === "tolerant") {
        expect({ name: row.name, valid }).toMatchObject({ valid: false });
      } else
        expect({ name: row.name, valid, pointers }).toEqual({
          name: row.name,
          valid: false,
          pointers: [row.issue.pointer],
        });
    }
  });
});

test("takes what receivers tolerate, and names what is unrecognized in it", async () => {
  const rows = cases<ToleratedCase>("tolerated-deliveries.json");
  const verdicts = await judge(rows, []);
  for (const [index, { name, unrecognized }] of rows.entries()) {
    expect({ name, ...verdicts[index] }).toMatchObject({ name, valid: true, issues: [], unrecognized });
  }
});

/** All payloads in one run, as JSON Lines. */
async function judge(rows: { payload: unknown }[], flags: readonly string[]): Promise<Verdict[]> {
  const stdin = rows.map(({ payload }) => JSON.stringify(payload)).join("\n");
  const { stdout } = await run(["validate", "-", "--json", ...flags], { stdin });
  const verdicts = jsonLines(stdout) as Verdict[];
  expect(verdicts.length).toBe(rows.length);
  return verdicts;
}
