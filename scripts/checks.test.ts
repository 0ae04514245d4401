// The repo's own checks: each is shown something wrong, and must say so.
import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { drift, generatedFiles } from "./generated-files.ts";

const root = join(import.meta.dirname, "..");
const copies: string[] = [];
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true });
});

describe("structure", () => {
  /** Runs the check on a tree of a few files. */
  function violations(files: Record<string, string>): string[] {
    const copy = mkdtempSync(join(tmpdir(), "structure-"));
    copies.push(copy);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(copy, name)), { recursive: true });
      writeFileSync(join(copy, name), content);
    }
    writeFileSync(join(copy, "tsconfig.base.json"), "{}");
    const { stdout } = spawnSync(
      process.execPath,
      [
        join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs"),
        "--config",
        join(root, "scripts/structure.config.mjs"),
        "--output-type",
        "json",
        "packages",
      ],
      { cwd: copy, encoding: "utf8" },
    );
    const { summary } = JSON.parse(stdout);
    return summary.violations.map((violation: { rule: { name: string } }) => violation.rule.name);
  }

  const empty = "export const a: number = 1;\n";

  test("imports against the flow of data pass", () => {
    expect(
      violations({
        "packages/types/src/index.ts": empty,
        "packages/validators/src/index.ts": 'import "../../types/src/index.ts";\n',
        "packages/cli/src/index.ts": 'import "../../validators/src/index.ts";\n',
      }),
    ).toEqual([]);
  });

  test.each([
    [
      "sideways",
      "packages/mock-sender/src/a.ts",
      "packages/receiver/src/b.ts",
      "direction-of-packages/mock-sender",
    ],
    ["back", "packages/types/src/a.ts", "packages/validators/src/b.ts", "direction-of-packages/types"],
    [
      "the mock, in the receiver's source",
      "packages/receiver/src/a.ts",
      "packages/mock-sender/src/b.ts",
      "no-mock-in-receiver",
    ],
    ["tools, in source", "packages/cli/src/a.ts", "scripts/b.ts", "no-tools-in-source"],
  ])("an import that runs %s is found", (_how, from, to, rule) => {
    const path = `../../../${to}`;
    expect(violations({ [from]: `import "${path}";\n`, [to]: empty })).toEqual([rule]);
  });

  test("a ring is found, also one of types only", () => {
    const ring = (keyword: string) =>
      violations({
        "packages/types/src/a.ts": `${keyword} { B } from "./b.ts";\nexport type A = 1;\n`,
        "packages/types/src/b.ts": `${keyword} { A } from "./a.ts";\nexport type B = 1;\n`,
      });
    expect(ring("import type")).toContain("no-cycles");
    expect(ring("export type")).toContain("no-cycles");
  });

  test("an import that leads nowhere is found", () => {
    expect(violations({ "packages/types/src/a.ts": 'import "./gone.ts";\n' })).toEqual(["no-unresolved"]);
  });
});

// In a fresh clone nothing is built: a task that needs a build has to say so.
describe("the task graph", () => {
  const packages = globSync("packages/*/tsdown.config.ts", { cwd: root }).map(
    (config) => JSON.parse(readFileSync(join(root, dirname(config), "package.json"), "utf8")).name as string,
  );

  function plan(task: string): { taskId: string; dependencies: string[] }[] {
    const turbo = join(root, "node_modules/.bin/turbo");
    const { stdout } = spawnSync(turbo, ["run", task, "--dry=json"], { cwd: root, encoding: "utf8" });
    return JSON.parse(stdout).tasks;
  }

  test("imports are followed when every package is built", () => {
    expect(packages.length).toBeGreaterThan(0);
    expect(plan("//#structure").map(({ taskId }) => taskId)).toEqual(
      expect.arrayContaining(packages.map((name) => `${name}#build`)),
    );
  });

  test("a package whose snippets import it by name is built before its types are checked", () => {
    const waitsFor = new Map(plan("typecheck").map(({ taskId, dependencies }) => [taskId, dependencies]));
    for (const name of packages) expect(waitsFor.get(`${name}#typecheck`)).toContain(`${name}#build`);
  });
});

describe("drift", () => {
  test("changed, new and lost files are named", () => {
    const before = new Map([
      ["same", "1"],
      ["changed", "1"],
      ["lost", "1"],
    ]);
    const after = new Map([
      ["same", "1"],
      ["changed", "2"],
      ["new", "1"],
    ]);
    expect(drift(before, after)).toEqual(["changed", "lost", "new"]);
  });

  test("the generated files of the packages are watched", () => {
    expect([...generatedFiles().keys()]).toEqual(
      expect.arrayContaining([
        "packages/types/src/gen/named.ts",
        "packages/validators/src/gen/tolerant.js",
        "spec/CHANGES.md",
      ]),
    );
  });
});
