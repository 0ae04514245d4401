import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Spec } from "./spec.ts";

const cli = fileURLToPath(new URL("../node_modules/@redocly/cli/bin/cli.js", import.meta.url));
const config = fileURLToPath(new URL("../redocly.yaml", import.meta.url));
const template = fileURLToPath(new URL("reference.hbs", import.meta.url));

/** What `redocly build-docs` makes of a spec, with its script inside the page. */
export async function redoclyPage(spec: Spec): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "proto-webhooks-docs-"));
  try {
    const input = join(folder, "openapi.json");
    const output = join(folder, "reference.html");
    await writeFile(input, JSON.stringify(spec));
    const options = [
      "--inlineBundle",
      "--config",
      config,
      "--template",
      template,
      "--title",
      spec.info.title,
    ];
    await promisify(execFile)(process.execPath, [cli, "build-docs", input, "--output", output, ...options], {
      // It would ask a registry for a newer version of itself.
      env: { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", REDOCLY_TELEMETRY: "off" },
    });
    return await readFile(output, "utf8");
  } finally {
    await rm(folder, { recursive: true });
  }
}
