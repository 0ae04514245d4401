import { execFile } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";
import { collect } from "./listener.ts";
import { start } from "./run.ts";

/** A running `proto-webhooks mock` on a free port. */
export interface Mocked {
  url: string;
  /** All that it said when it began. */
  welcome: string;
  /** Waits until stderr says something. Resolves with all that it has said. */
  note(pattern: RegExp): Promise<string>;
  /** Calls it, with a token; a body makes it a POST. */
  call(path: string, body?: unknown): Promise<{ status: number; text: string }>;
  /** Sends a signal, and resolves with the exit code and all that it wrote to stdout. */
  stop(signal: NodeJS.Signals): Promise<{ code: number | null; stdout: string }>;
}

/** Starts it and waits until it listens. What a test leaves running is killed. */
export async function mocked(args: string[] = []): Promise<Mocked> {
  const child = start(["mock", "--port", "0", ...args]);
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const stdout = text(child.stdout);
  const note = collect(child);
  const welcome = await note(/Ctrl-C\.\n/);
  const [, url = ""] = /is at (\S+)\/webhook\n/.exec(welcome) ?? [];
  return {
    url,
    welcome,
    note,
    async call(path, body) {
      const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      const response = await fetch(url + path, { ...init, headers: { "x-proto-token": "any" } });
      return { status: response.status, text: await response.text() };
    },
    async stop(signal) {
      const ended = once(child, "close");
      child.kill(signal);
      const [code] = await ended;
      return { code, stdout: await stdout };
    },
  };
}

/** The lines of a text that begin with `curl`. */
export function curlLines(shown: string): string[] {
  return [...shown.matchAll(/^ *(curl .*)$/gm)].map(([, line = ""]) => line);
}

/** Runs a curl line in a shell. It fails when the answer is no success. */
export async function runCurl(line: string, env: Record<string, string> = {}): Promise<string> {
  const command = line.replace(/^curl /, "curl --silent --show-error --fail-with-body --max-time 20 ");
  const options = { env: { ...process.env, ...env } };
  return (await promisify(execFile)("sh", ["-c", command], options)).stdout;
}
