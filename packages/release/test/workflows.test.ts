// What may happen in a workflow, and by whose code.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), "utf8");

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  permissions?: Record<string, string>;
  needs?: string;
  steps: Step[];
}
interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

const files = globSync(".github/workflows/*.yml", { cwd: root }).sort();

describe.each(files)("%s", (file) => {
  const text = read(file);
  const workflow = parse(text) as Workflow;

  test("names each action by the commit, with its version beside it", () => {
    const uses = text.split("\n").filter((line) => /\buses:/.test(line));
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("gives nothing but what a job asks for, and keeps no secret", () => {
    expect([{}, { contents: "read" }]).toContainEqual(workflow.permissions);
    expect(text).not.toMatch(/secrets\.|NPM_TOKEN|NODE_AUTH_TOKEN|pull_request_target/);
  });

  test("puts nothing that others wrote into a command", () => {
    const commands = Object.values(workflow.jobs).flatMap(({ steps }) =>
      steps.flatMap(({ run }) => run ?? []),
    );
    for (const command of commands) expect(command).not.toContain("${{");
  });
});

describe("a release", () => {
  const { jobs } = parse(read(".github/workflows/release.yml")) as Workflow;

  test("each job may do one thing", () => {
    expect(
      Object.fromEntries(Object.entries(jobs).map(([name, { permissions }]) => [name, permissions])),
    ).toEqual({
      check: { contents: "read" },
      publish: { contents: "write", "id-token": "write" },
      docs: { pages: "write", "id-token": "write" },
    });
  });

  test("what is published was tried, and the docs follow what is published", () => {
    expect([jobs.publish?.needs, jobs.docs?.needs]).toEqual(["check", "publish"]);
  });

  test("where packages may be published, nothing is installed", () => {
    const commands = jobs.publish?.steps.flatMap(({ run }) => run ?? []) ?? [];
    expect(commands).toHaveLength(2);
    for (const command of commands) expect(command).not.toMatch(/\b(install|ci\/run|add|dlx|build)\b/);
  });

  test("Node and pnpm are the ones of the repo", () => {
    const pnpm = JSON.parse(read("package.json")).packageManager as string;
    const node = /^nodeVersion: (\S+)$/m.exec(read("pnpm-workspace.yaml"))?.[1];
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    const nodes = steps.flatMap(({ uses, with: given }) =>
      uses?.includes("setup-node") ? [given?.["node-version"]] : [],
    );
    expect(nodes).toEqual([node, node]);
    const pnpms = steps.flatMap(({ run }) => run?.match(/pnpm@\S+/g) ?? []);
    expect(pnpms).toEqual([pnpm, pnpm]);
  });
});
