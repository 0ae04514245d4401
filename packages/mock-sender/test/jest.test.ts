import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";

const jest = createRequire(import.meta.url).resolve("jest/bin/jest");
const folder = fileURLToPath(new URL("jest/", import.meta.url));

interface Result {
  title: string;
  status: string;
  failureMessages: string[];
}
let results: Result[] = [];

// A real jest, in its own process, with the package as it is built.
beforeAll(async () => {
  const out = await mkdtemp(join(tmpdir(), "proto-webhooks-jest-"));
  const args = [
    jest,
    "--json",
    "--outputFile",
    join(out, "results.json"),
    "--cacheDirectory",
    out,
    "--runInBand",
  ];
  const env = { ...process.env, NODE_OPTIONS: "--experimental-vm-modules", NO_COLOR: "1", FORCE_COLOR: "0" };
  await new Promise<void>((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env }, () => resolve());
  });
  const { testResults } = JSON.parse(await readFile(join(out, "results.json"), "utf8"));
  await rm(out, { recursive: true });
  results = testResults.flatMap((file: { assertionResults: Result[] }) => file.assertionResults);
});

const messageOf = (title: string) => results.find((result) => result.title === title)?.failureMessages[0];

test("the matchers pass in jest, with an expect that is imported and with the global one", () => {
  const passed = results.filter(({ status }) => status === "passed").map(({ title }) => title);
  expect(passed.sort()).toEqual(["passes", "passes with the global expect"]);
});

test("they fail in jest, with their messages", () => {
  expect(messageOf("fails with a diff")).toContain(`expect(chat).toHaveReplied(...expected)

The expected message is not among the replies.

- Expected
+ The closest

  Object {
    "data": Object {
-     "text": "From nine to six.",
+     "text": "From nine to five.",
    },
    "type": "text",
  }

1. bot: text {"text":"From nine to five."}`);
  expect(messageOf("fails negated")).toContain(
    'expect(proto).not.toHaveHeard(expected)\n\nA human said it:\n{"data": {"text": "Are you open?"}, "type": "text"}',
  );
  expect(messageOf("fails with the issues")).toContain("- events: expected an array, found a number");
});
