import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./support/spec.ts";

// What `generate` finds, an editor or another who lints the spec by Redocly's own command finds too: see mistakes.test.ts.
test("the spec is clean at the strictest ruleset, by Redocly's command", () => {
  const redocly = join(root, "node_modules/@redocly/cli/bin/cli.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [redocly, "lint", "openapi.yaml"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" },
  });
  expect(`${stdout}${stderr}`).toContain("Your API description is valid");
  expect(`${stdout}${stderr}`).not.toMatch(/warning|error/i);
  expect(status).toBe(0);
});
