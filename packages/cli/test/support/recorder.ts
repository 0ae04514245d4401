import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer, text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { collect } from "./listener.ts";
import { type Ran, start, withoutWarning } from "./run.ts";

/** A running `proto-webhooks record` on a free port. */
export interface Recorder {
  url: string;
  /** Waits until stderr says something. Resolves with all that it has said. */
  note(pattern: RegExp): Promise<string>;
  /** Sends a signal, and resolves with what came of the run. */
  stop(signal: NodeJS.Signals): Promise<Ran>;
}

/** Starts it and waits until it listens. What a test leaves running is killed. */
export async function recorder(to: string, out: string, ...args: string[]): Promise<Recorder> {
  const child = start(["record", "--port", "0", "--to", to, "--out", out, ...args]);
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const note = collect(child);
  const stdout = text(child.stdout);
  const [, url = ""] = /Recording on (\S+)/.exec(await note(/Ctrl-C\.\n/)) ?? [];
  return {
    url,
    note,
    async stop(signal) {
      child.kill(signal);
      const [code] = await once(child, "close");
      return { code, stdout: await stdout, stderr: withoutWarning(await note(/^/)) };
    },
  };
}

/** A request that a receiver got. */
export interface Received {
  method: string | undefined;
  url: string | undefined;
  rawHeaders: string[];
  headers: IncomingMessage["headers"];
  body: Buffer;
}

/** A receiver of a test. */
export interface Upstream {
  url: string;
  received: Received[];
}

/** What a test's receiver answers, once it has the whole body. */
export type AnswerWith = (received: Received, response: ServerResponse) => void;

/** A receiver that remembers all that it gets. */
export async function upstream(answer: AnswerWith = (_, response) => response.end()): Promise<Upstream> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { method, url, rawHeaders, headers } = request;
    const one = { method, url, rawHeaders, headers, body: await buffer(request) };
    received.push(one);
    answer(one, response);
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}
