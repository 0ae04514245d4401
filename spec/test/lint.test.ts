import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./support/spec.ts";

const parts = ["openapi.yaml", "redocly.yaml", "redocly-plugin.js", "package.json"];
const folders = ["schemas", "parameters", "responses", "examples"];
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "proto-webhooks-spec-"));
  for (const part of [...parts, ...folders]) cpSync(join(root, part), join(copy, part), { recursive: true });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("the spec is clean at the strictest ruleset", () => {
  const { status, output } = lint(root);
  expect(output).toContain("Your API description is valid");
  expect(output).not.toMatch(/warning|error/i);
  expect(status).toBe(0);
});

test.each<[what: string, file: string, from: string, to: string, complaint: RegExp]>([
  ["an example that breaks its schema", "examples/carousel.json", '"buttons"', '"button"', /buttons/],
  [
    "an example of the Messaging API that breaks its schema",
    "examples/api/created-chat.json",
    '"id"',
    '"ID"',
    /id/,
  ],
  ["an example that is no JSON", "examples/text.json", "{", "{,", /cannot be used/],
  [
    "a reference to a schema that is not there",
    "schemas/Chat.yaml",
    "Human.yaml",
    "Person.yaml",
    /Person\.yaml/,
  ],
  [
    "a mistake in what is required of an unrecognized event",
    "schemas/Event.yaml",
    "UnrecognizedEvent",
    "X",
    /X\.yaml/,
  ],
])("%s is noticed", (_, file, from, to, complaint) => {
  const whole = readFileSync(join(copy, file), "utf8");
  expect(whole).toContain(from);
  writeFileSync(join(copy, file), whole.replace(from, to));
  const { status, output } = lint(copy);
  writeFileSync(join(copy, file), whole);
  expect(output).toMatch(complaint);
  expect(status).toBe(1);
});

function lint(folder: string): { status: number | null; output: string } {
  const redocly = join(root, "node_modules/@redocly/cli/bin/cli.js");
  const run = spawnSync(process.execPath, [redocly, "lint", "openapi.yaml"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" },
  });
  return { status: run.status, output: `${run.stdout}${run.stderr}` };
}
