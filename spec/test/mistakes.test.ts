// Mistakes that are made in a spec: each is made in a copy, and must be told with its place, its rule and what to do.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { checkSpec } from "../check/check-spec.ts";
import { showProblems } from "../check/show-problems.ts";
import { card, type Edit, edit } from "./support/mistake.ts";
import { examples, unreadable } from "./support/mistakes-in-files.ts";
import { keywords, words } from "./support/mistakes-in-properties.ts";
import { names, unions } from "./support/mistakes-in-schemas.ts";
import { root } from "./support/spec.ts";

const copy = mkdtempSync(join(tmpdir(), "proto-webhooks-spec-"));
for (const part of ["openapi.yaml", "schemas", "parameters", "responses", "examples"]) {
  cpSync(join(root, part), join(copy, part), { recursive: true });
}
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("the spec has no mistake", async () => {
  expect(await checkSpec(root)).toEqual([]);
});

describe.each([
  ["what cannot be read", unreadable],
  ["examples", examples],
  ["unions", unions],
  ["names", names],
  ["words", words],
  ["keywords", keywords],
])("%s", (_, rows) => {
  test.each(rows)("%s", async (_what, given, want) => {
    const problems = await withMistake(given, () => checkSpec(copy));
    const told = problems.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`);
    expect(told.join("\n")).toContain(want.place);
    const problem = problems[told.indexOf(want.place)];
    expect(problem?.message).toContain(want.message);
    expect(problem?.remedy).toContain(want.remedy);
    // At a glance: what follows from a mistake is not told beside it.
    expect(problems.length).toBeLessThanOrEqual(4);
    expect(JSON.stringify(problems)).not.toContain(copy);
  });
});

describe("names that what is generated has already", () => {
  test.each([
    ["a word of the language", "Delete", "is a name that generated code cannot have"],
    ["what a package names so", "ByName", "is a name that generated code cannot have"],
    ["the known members of a union", "KnownButton", "is used twice"],
    ["the types of a union", "ButtonTypes", "is used twice"],
    ["another schema, in other letters", "BUTTON", "is used twice"],
    ["no name of a type", "card_2", "is no name of a type"],
  ])("%s: %s", async (_, name, message) => {
    const schema = `title: ${name}\ndescription: A name.\nx-provenance: inferred\ntype: string\n`;
    const use = card("  title:\n", `  named:\n    $ref: ${name}.yaml\n  title:\n`);
    const problems = await withMistake(edit(`schemas/${name}.yaml`, /^$/, schema), () =>
      withMistake(use, () => checkSpec(copy)),
    );
    expect(problems.map((problem) => `${problem.rule} ${problem.message}`)).toEqual([
      expect.stringMatching(new RegExp(`^spec/named .*${message}`)),
    ]);
  });
});

test("a person sees the place, the line, what is wrong and what to do", async () => {
  const problems = await withMistake(card("maxItems", "maxItem"), () => checkSpec(copy));
  expect(stripVTControlCharacters(showProblems(problems, "spec"))).toBe(`spec/schemas/Card.yaml:27:5  struct
    27 │     maxItem: 3
  ✗ Property \`maxItem\` is not expected here.
  → Did you mean \`maxItems\` or \`maximum\` or \`minItems\`? Mend it as OpenAPI 3.1 wants it.

The spec has a mistake. Nothing was generated.`);
});

test("of many mistakes the first ten are shown", async () => {
  const [problem] = await withMistake(card("maxItems", "maxItem"), () => checkSpec(copy));
  const shown = showProblems(Array(12).fill(problem), "spec");
  expect(shown.match(/Card\.yaml/g)).toHaveLength(10);
  expect(shown).toContain("… and 2 more.\n\nThe spec has 12 mistakes.");
});

/** Makes a mistake in the copy, and takes it back afterwards. A file that is not there yet is there in between. */
async function withMistake<T>({ file, from, to }: Edit, run: () => Promise<T>): Promise<T> {
  const path = join(copy, file);
  const whole = readFileSync(path, { encoding: "utf8", flag: "a+" });
  expect(whole).toMatch(from);
  writeFileSync(
    path,
    whole.replace(from, () => to),
  );
  try {
    return await run();
  } finally {
    if (whole === "") rmSync(path);
    else writeFileSync(path, whole);
  }
}
