import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findPython, runPython } from "./support/find-python.ts";
import { vectors } from "./support/published.ts";
import { readJson, root } from "./support/spec.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const { exports, files } = readJson("package.json") as { exports: Record<string, string>; files: string[] };
const python = findPython();

test("the README shows the program that is run here", () => {
  const shown = [...readme.matchAll(/```python\n([\s\S]*?)```/g)].map(([, code]) => code);
  expect(shown).toEqual([readFileSync(join(root, "test/readme/judge.py"), "utf8")]);
});

test.skipIf(python === undefined)("the program judges the vectors as they should be", () => {
  const events = vectors.flatMap((vector) => vector.events ?? []).length;
  const { status, output } = runPython(python ?? "", [join(root, "test/readme/judge.py"), root]);
  expect(output).toBe(`${events} events judged as they should be\n`);
  expect(status).toBe(0);
});

test("the files that the README names are there, and published", () => {
  const named = [...readme.matchAll(/`((?:dist|examples|cases)\/[^`]*)`/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(8);
  for (const path of named) {
    expect(globSync(path, { cwd: root }), path).not.toEqual([]);
    expect(files).toContain(path.replace(/\/.*/, ""));
  }
});

test.each(Object.entries(exports))("%s leads to a file that is published", (_name, path) => {
  expect(globSync(path, { cwd: root })).not.toEqual([]);
  if (path !== "./package.json") expect(files).toContain(path.split("/")[1]);
});

test("what the README imports by name is exported", () => {
  const named = [...readme.matchAll(/`(?:@proto-webhooks\/spec)?(\/[\w/.-]+\.\w+)`/g)].map(
    ([, path]) => `.${path}`,
  );
  expect(named.length).toBeGreaterThan(6);
  for (const path of named)
    expect(import.meta.resolve(`@proto-webhooks/spec${path.slice(1)}`)).toContain("spec/");
});
