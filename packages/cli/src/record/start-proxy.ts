import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { nextFreePort } from "@proto-webhooks/receiver/node";
import { CliError } from "../cli-error.ts";
import { takenMessage } from "../taken-message.ts";
import { forward } from "./forward.ts";
import { type ProblemCode, problem } from "./problem.ts";
import { readWhole, TooLarge } from "./read-whole.ts";
import { sendAnswer } from "./send-answer.ts";
import type { ForwardedDelivery } from "./to-line.ts";

/** A delivery that was forwarded, before its sender is answered. */
export interface PassedDelivery extends ForwardedDelivery {
  /** From the last byte of the delivery to the last one of its answer, in milliseconds. */
  durationMs: number;
}

/** What passes through a proxy, and who is told of it. */
export interface ProxyOptions {
  port: number;
  host: string;
  to: URL;
  /** How long the other side may take, in milliseconds. */
  timeoutMs: number;
  onPassed(delivery: PassedDelivery): void;
  onRefused(code: ProblemCode): void;
}

/** A proxy that listens. */
export interface Proxy {
  port: number;
  /** Takes no more deliveries. Those that are under way have `graceMs` milliseconds to come to their end. */
  close(graceMs: number): Promise<void>;
}

/** Each may hold a body and an answer of 1 MiB: half a GiB at most. */
const maxUnderWay = 256;

/** A sender that is slower with its whole request is answered 408 by Node. */
const requestTimeoutMs = 30_000;

/**
 * Forwards each POST, whatever its path.
 *
 * @throws CliError when the port cannot be had.
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const underWay = new Set<AbortController>();
  const server = createServer({ requestTimeout: requestTimeoutMs }, (request, response) => {
    void (async () => {
      if (request.method !== "POST") return refuse("method_not_allowed", options, request, response);
      if (underWay.size >= maxUnderWay) return refuse("overloaded", options, request, response);
      const ending = new AbortController();
      underWay.add(ending);
      try {
        await pass(options, ending, request, response);
      } finally {
        underWay.delete(ending);
      }
    })();
  });
  const port = await listenOn(server, options.port, options.host);
  return {
    port,
    async close(graceMs) {
      const closed = once(server, "close");
      server.close();
      const timer = setTimeout(() => {
        for (const ending of underWay) ending.abort();
        // What was aborted is answered first.
        setTimeout(() => server.closeAllConnections(), 100);
      }, graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

async function pass(
  { to, timeoutMs, ...told }: ProxyOptions,
  ending: AbortController,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readWhole(request).catch((error: Error) => error);
  if (body instanceof TooLarge) return refuse("body_too_large", told, request, response);
  // Its sender went away in the middle.
  if (body instanceof Error) return;
  const start = performance.now();
  const timer = setTimeout(() => ending.abort(), timeoutMs);
  const { answer, outcome } = await forward(to, { rawHeaders: request.rawHeaders, body }, ending.signal);
  clearTimeout(timer);
  told.onPassed({
    body,
    encoding: request.headers["content-encoding"],
    outcome: response.destroyed && "status" in outcome ? { ...outcome, lost: true } : outcome,
    durationMs: performance.now() - start,
  });
  sendAnswer(answer, request, response);
}

function refuse(
  code: ProblemCode,
  { onRefused }: Pick<ProxyOptions, "onRefused">,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  onRefused(code);
  sendAnswer(problem(code), request, response);
}

async function listenOn(server: Server, port: number, host: string): Promise<number> {
  try {
    await once(server.listen(port, host), "listening");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const what = `cannot listen on port ${port} of ${host}: ${message}`;
    if (code !== "EADDRINUSE") throw new CliError(what, { cause });
    const next = await nextFreePort(port, host);
    throw new CliError(takenMessage(port, host, next, "proto-webhooks record …"), { cause });
  }
  return (server.address() as AddressInfo).port;
}
