import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serverUrl } from "../../gen/messaging-api.ts";
import { createMockProto, type MockProto } from "../../mock-proto/create-mock-proto.ts";
import type { MockProtoOptions } from "../../mock-proto/options.ts";
import { problem } from "../../mock-proto/problem.ts";
import { routeTo } from "../../target.ts";
import { createControlApi } from "../control/control-api.ts";
import { ListenError } from "./listen-error.ts";
import { serveRequests } from "./serve-requests.ts";
import { untilAborted } from "./until-aborted.ts";

/** Where mock Proto listens, and all that `createMockProto` takes but `baseUrl`, which is the server's own. */
export interface StartMockProtoOptions extends Omit<MockProtoOptions, "baseUrl"> {
  /** The port. Default 0, which takes any that is free. */
  readonly port?: number;
  /** The address. Default `127.0.0.1`, so that no other machine can reach it: whoever can, controls it. */
  readonly host?: string;
}

/** Mock Proto as an HTTP server. */
export interface MockProtoServer {
  /** The same mock Proto, for code in this process. */
  readonly proto: MockProto;
  /** `http://127.0.0.1:4010`; the control endpoints are below it, at `/_mock`. */
  readonly url: string;
  /** Where the Messaging API is: `http://127.0.0.1:4010/webhook`. */
  readonly baseUrl: string;
  /** The port it got. */
  readonly port: number;
  /**
   * Takes no more calls, and resolves when those that came are answered and all is delivered. What takes longer than
   * `graceMs` (default 1,000) is broken off.
   */
  close(options?: { readonly graceMs?: number }): Promise<void>;
}

/** Callers know the server by several names; inside it has this one. */
const inside = "http://localhost";

const basePath = new URL(serverUrl).pathname;

/**
 * Starts mock Proto as an HTTP server, for programs in any language.
 *
 * @throws {ListenError} when the port is taken or cannot be used.
 * @throws what `createMockProto` throws, of its options.
 */
export async function startMockProto(options: StartMockProtoOptions = {}): Promise<MockProtoServer> {
  const { port: wanted = 0, host = "127.0.0.1", deliverTo = () => new Response(), ...others } = options;
  const stopping = new AbortController();
  const route = untilAborted(routeTo(deliverTo), stopping.signal);
  const proto = createMockProto({ ...others, deliverTo: route, baseUrl: inside + basePath });
  const control = createControlApi(proto, {
    to: route,
    signal: stopping.signal,
    ...(others.headers !== undefined && { headers: others.headers }),
    ...(others.timeoutMs !== undefined && { timeoutMs: others.timeoutMs }),
  });
  const server = serveRequests(inside, async (request) => {
    const { pathname } = new URL(request.url);
    if (/^\/_mock(\/|$)/.test(pathname)) return control(request);
    return pathname.startsWith(`${basePath}/`) ? proto.fetch(request) : elsewhere();
  });
  const port = await listen(server, wanted, host);
  const url = `http://${nameOf(host)}:${port}`;
  let closed: Promise<void> | undefined;
  return {
    proto,
    url,
    baseUrl: url + basePath,
    port,
    async close({ graceMs = 1_000 } = {}) {
      closed ??= close(server, proto, stopping, graceMs);
      await closed;
    },
  };
}

function elsewhere(): Response {
  return problem(
    404,
    `Nothing is here. The Messaging API is at ${basePath}/{channel_id}/…; GET /_mock/openapi.json describes the control endpoints.`,
  );
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    throw new ListenError(isTaken ? "port_taken" : "cannot_listen", { port, host }, error);
  }
  return (server.address() as AddressInfo).port;
}

/** What a program on this machine puts into a URL to reach the host. */
function nameOf(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

async function close(
  server: Server,
  proto: MockProto,
  stopping: AbortController,
  graceMs: number,
): Promise<void> {
  const broken = once(stopping.signal, "abort");
  const timer = setTimeout(() => {
    stopping.abort();
    server.closeAllConnections();
  }, graceMs);
  const closed = once(server, "close");
  server.close();
  await closed;
  // What failed was told to whoever called, or is in the transcript.
  await Promise.race([proto.idle().catch(() => {}), broken]);
  clearTimeout(timer);
  stopping.abort();
}
