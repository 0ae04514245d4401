import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const cli = join(dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")), "bin/cli.js");

/** Runs Redocly's command line in a folder. @returns what it printed on stdout. */
export async function redocly(args: readonly string[], folder: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args], {
    cwd: folder,
    // It would ask a registry for a newer version of itself, and tell of its own news.
    env: {
      ...process.env,
      REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
      REDOCLY_SUPPRESS_NOTIFICATIONS: "true",
      REDOCLY_TELEMETRY: "off",
    },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}
