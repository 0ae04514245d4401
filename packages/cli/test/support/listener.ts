import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { type RunOptions, start } from "./run.ts";

/** A running `proto-webhooks listen` on a free port, whose stdout nobody reads yet. */
export interface UnreadListener {
  url: string;
  child: ChildProcessWithoutNullStreams;
  /** Waits until stderr says something. Resolves with all that it has said. */
  note(pattern: RegExp): Promise<string>;
}

/** One whose stdout is read. */
export interface Listener extends UnreadListener {
  /** The next line of stdout; waits for it. Empty at the end. */
  nextLine(): Promise<string>;
  /** Sends a signal, and resolves with the exit code and what was left of stdout. */
  stop(signal: NodeJS.Signals): Promise<{ code: number | null; rest: string[] }>;
}

/** Starts it and waits until it listens. What a test leaves running is killed. */
export async function unreadListener(args: string[] = [], options: RunOptions = {}): Promise<UnreadListener> {
  const child = start(["listen", "--port", "0", ...args], options);
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const note = collect(child);
  const [, url = ""] = /Listening on (\S+)/.exec(await note(/Ctrl-C\.\n/)) ?? [];
  return { url, child, note };
}

/** The same, and reads what it prints. */
export async function listener(args: string[] = [], options: RunOptions = {}): Promise<Listener> {
  const unread = await unreadListener(args, options);
  const { child } = unread;
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    ...unread,
    nextLine: async () => (await lines.next()).value ?? "",
    async stop(signal) {
      child.kill(signal);
      const [code] = await once(child, "close");
      const rest: string[] = [];
      for (let line = await lines.next(); !line.done; line = await lines.next()) rest.push(line.value);
      return { code, rest };
    },
  };
}

/** Keeps what a program says on stderr, and waits for it to say something. */
export function collect(child: ChildProcessWithoutNullStreams): (pattern: RegExp) => Promise<string> {
  let said = "";
  const told = new Set<() => void>();
  const tell = (): void => {
    for (const wake of told) wake();
  };
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said += text;
    tell();
  });
  child.on("close", tell);
  return async (pattern) => {
    while (!pattern.test(said)) {
      if (child.exitCode !== null) throw new Error(`It ended before it said ${pattern}:\n${said}`);
      await new Promise<void>((resolve) => told.add(resolve));
      told.clear();
    }
    return said;
  };
}

/** POSTs a body as a delivery. */
export function post(url: string, body: string): Promise<Response> {
  return fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
}
