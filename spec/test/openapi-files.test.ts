import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { openapiYaml } from "../generate/openapi-yaml.ts";
import { filesBelow, readJson, readYaml, root, schemaFiles, schemas, stringsNamed } from "./support/spec.ts";

const json = readJson("dist/openapi.json");
const text = readFileSync(join(root, "dist/openapi.yaml"), "utf8");
const sources = [
  "openapi.yaml",
  ...["schemas", "parameters", "responses"].flatMap((f) => filesBelow(f, ".yaml")),
];

test.each(["1.1", "1.2"] as const)("read as YAML %s, it says the same as the JSON", (version) => {
  expect(parse(text, { version })).toEqual(json);
});

test("words that are no texts in some YAML are quoted", () => {
  const odd = {
    a: ["no", "on", "1_000", "12:30", "2026-01-01", "~", "1e3", "0x1f", "010", "# a", "=", "<<"],
  };
  for (const version of ["1.1", "1.2"] as const)
    expect(parse(openapiYaml(odd, []), { version })).toEqual(odd);
});

test("the comments of the schemas are kept, each in its place", () => {
  const comments = schemaFiles.flatMap(
    (file) => readFileSync(join(root, file), "utf8").match(/^\s*#.*$/gm) ?? [],
  );
  expect(comments.length).toBeGreaterThan(0);
  const lines = text.split("\n");
  for (const comment of comments.map((line) => line.trim())) {
    const at = lines.findIndex((line) => line.trim() === comment);
    expect(lines[at + 1], comment).toMatch(/^ {6}x-unrecognized:$/);
  }
});

test("comments before, beside and after what they are about are kept; one of what is not there is not", () => {
  const source =
    "# of all\na: 1 # of a\n# of b\nb:\n  # of c\n  c:\n    - x # of x\n    # of z\n    - z\n# of gone\ngone: 1\n# the end\n";
  const all = openapiYaml({ part: { b: { c: ["x", "z"] }, a: 1 } }, [{ at: ["part"], text: source }]);
  expect(all).toContain("a: 1 # of a\n");
  expect(all).toMatch(/# of b\n +b:/);
  expect(all).toMatch(/# of c\n +c:/);
  expect(all).toContain("- x # of x\n");
  expect(all).toMatch(/# of z\n +- z/);
  expect(all).not.toContain("gone");
  expect(parse(all)).toEqual({ part: { b: { c: ["x", "z"] }, a: 1 } });
});

test("where each fact comes from is kept", () => {
  const provenances = (document: unknown) => stringsNamed(document, ["x-provenance"]).sort();
  expect(provenances(json)).toEqual(sources.flatMap((file) => provenances(readYaml(file))).sort());
});

test("both files are clean at the strictest ruleset", () => {
  // A bundle has no file for each type, which these ask for.
  const ofSources = ["--skip-rule=spec/named", "--skip-rule=spec/union"];
  const { status, output } = lint(root, "dist/openapi.json", "dist/openapi.yaml", ...ofSources);
  expect(output).toContain("Your API descriptions are valid");
  expect(output).not.toMatch(/warning|error/i);
  expect(status).toBe(0);
});

test("who does not know our words finds unrecognized members unused, and nothing else", () => {
  const { output } = lint(
    join(root, "dist"),
    "openapi.json",
    "--extends",
    "recommended-strict",
    "--format",
    "json",
  );
  const { problems } = JSON.parse(output.slice(output.indexOf("{\n"), output.lastIndexOf("\n}") + 2));
  const found = problems.map(({ message }: { message: string }) => message).sort();
  const unlisted = [...schemas.keys()].filter((name) => name.startsWith("Unrecognized"));
  expect(found).toEqual(unlisted.map((name) => `Component: "${name}" is never used.`));
});

function lint(cwd: string, ...args: string[]): { status: number | null; output: string } {
  const redocly = join(root, "node_modules/@redocly/cli/bin/cli.js");
  const run = spawnSync(process.execPath, [redocly, "lint", ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" },
  });
  return { status: run.status, output: `${run.stdout}${run.stderr}` };
}
