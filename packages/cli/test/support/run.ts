import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

/** The program that users run. */
export const bin: string = fileURLToPath(new URL("../../bin/proto-webhooks.js", import.meta.url));

if (!existsSync(new URL("../../dist/main.js", import.meta.url))) {
  throw new Error("packages/cli/dist is missing: build it first (npx -y pnpm@12 build)");
}

/** Where what a killed program leaves behind is left, and removed at the end. */
const temp = mkdtempSync(join(tmpdir(), "cli-test-"));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

export interface RunOptions {
  stdin?: string | Uint8Array;
  env?: Record<string, string>;
  cwd?: string;
  /** Arguments of Node, before the program. */
  node?: string[];
}

/** Starts the program. Its environment says nothing about colours unless `env` does. */
export function start(args: string[], options: RunOptions = {}): ChildProcessWithoutNullStreams {
  const { NO_COLOR: _n, FORCE_COLOR: _f, NODE_DISABLE_COLORS: _d, ...env } = process.env;
  return spawn(process.execPath, [...(options.node ?? []), bin, ...args], {
    env: { ...env, TMPDIR: temp, ...options.env },
    cwd: options.cwd,
  });
}

/** What came of a run. */
export interface Ran {
  code: number | null;
  stdout: string;
  /** Without what Node says of itself. */
  stderr: string;
}

/** What the program said, without Node 22's warning that its SQLite is experimental. */
export function withoutWarning(stderr: string): string {
  return stderr.replace(/^\(node:\d+\) ExperimentalWarning: SQLite .*\n\(Use .*\n/m, "");
}

/** Runs the program to its end. */
export async function run(args: string[], options: RunOptions = {}): Promise<Ran> {
  const child = start(args, options);
  // A program that does not read its stdin may be gone before it is written.
  child.stdin.on("error", () => {});
  child.stdin.end(options.stdin ?? "");
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code, stdout, stderr: withoutWarning(stderr) };
}

/** The values that stdout holds, one on each line, and nothing else. */
export function jsonLines(stdout: string): unknown[] {
  const lines = stdout.split("\n");
  if (lines.pop() !== "") throw new Error("stdout does not end with a line break");
  return lines.map((line) => JSON.parse(line));
}
