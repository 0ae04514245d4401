import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { mustHold } from "../void-error.ts";

/** The command that users run, as it is built. */
const bin = fileURLToPath(
  new URL("bin/proto-webhooks.js", import.meta.resolve("proto-webhooks/package.json")),
);

/** What the command says of a run. */
export interface SendSummary {
  readonly sent: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly latencyMs: { readonly p50: number; readonly p99: number };
}

/**
 * Runs `proto-webhooks send … --json` to its end.
 *
 * @throws VoidError when not every answer was 200.
 */
export async function runSend(args: readonly string[]): Promise<SendSummary> {
  const child = spawn(process.execPath, [bin, "send", ...args, "--json"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = once(child, "close");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await closed;
  mustHold(code === 0, `the command ended with ${code}: ${stderr.trim()}`);
  return JSON.parse(stdout);
}
