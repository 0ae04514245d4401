/// <reference types="node" />
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { checkLimit } from "../limits.ts";
import type { Receiver } from "../receiver.ts";
import { problem } from "../receiver-error.ts";
import { ListenError } from "./listen-error.ts";
import { nextFreePort } from "./next-free-port.ts";
import { send } from "./send.ts";
import { toNodeHandler } from "./to-node-handler.ts";

/** Where to listen. */
export interface ListenOptions {
  /** The port; 0 takes any that is free. */
  readonly port: number;
  /** The address. Default: `127.0.0.1`, so that nothing is reachable from outside unless you say so. */
  readonly host?: string | undefined;
  /**
   * The path. Others are answered 404. Default: `/webhook`. With a secret in the path, let it end in `/*`, which
   * stands for one more segment: `/webhook/*` takes `/webhook/…`.
   */
  readonly path?: string | undefined;
}

/** A server that listens. */
export interface Listening {
  /** Where deliveries go; without the secret, if the path has one. */
  readonly url: string;
  /** The port it got. */
  readonly port: number;
  readonly server: Server;
  /**
   * Takes no more connections, and resolves when the last one is closed; after `graceMs` (default: 8,000) those
   * that are left are cut. A second call waits for the first. It leaves the receiver to you: close that one, too.
   */
  close(options?: { readonly graceMs?: number | undefined }): Promise<void>;
}

/**
 * Starts an HTTP server for a receiver.
 *
 * @throws ListenError when the port is taken (it names the next free one) or cannot be used.
 * @throws TypeError when an option is unusable.
 */
export async function listen(receiver: Pick<Receiver, "accept">, options: ListenOptions): Promise<Listening> {
  const { port, host = "127.0.0.1", path = "/webhook" } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new TypeError("listen: `port` must be a whole number from 0 to 65535.");
  }
  const isServed = pathMatcher(path);
  const handle = toNodeHandler(receiver);
  const server = createServer((request, response) => {
    if (isServed(request.url ?? "")) handle(request, response);
    else send(problem("not_found", `Deliveries go to ${path}.`, 0), request, response);
  });

  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw await listenError(error, port, host);
  }
  let closed: Promise<void> | undefined;
  const actual = (server.address() as AddressInfo).port;
  return {
    url: `http://${nameOf(host)}:${actual}${path.replace(/\/\*$/, "")}`,
    port: actual,
    server,
    async close({ graceMs = 8_000 } = {}) {
      closed ??= close(server, checkLimit("close", "graceMs", graceMs, 0));
      await closed;
    },
  };
}

function pathMatcher(path: string): (url: string) => boolean {
  if (!/^\/[^?#*]*$/.test(path.replace(/\/\*$/, "/"))) {
    throw new TypeError(
      "listen: `path` must begin with a slash, without ? and #; a * only as the last segment.",
    );
  }
  const hasSecret = path.endsWith("/*");
  const base = hasSecret ? path.slice(0, -2) : path;
  return (url) => {
    const [pathname = ""] = url.split("?", 1);
    if (pathname === base) return true;
    return hasSecret && pathname.startsWith(`${base}/`) && !pathname.slice(base.length + 1).includes("/");
  };
}

async function listenError(error: unknown, port: number, host: string): Promise<unknown> {
  if (!(error instanceof Error && "code" in error)) return error;
  if (error.code !== "EADDRINUSE") return new ListenError("cannot_listen", port, host, undefined, error);
  return new ListenError("port_taken", port, host, await nextFreePort(port, host), error);
}

/** What a client on this machine puts into a URL to reach the host. */
function nameOf(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

async function close(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return;
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  const closed = once(server, "close");
  server.close();
  await closed;
  clearTimeout(timer);
}
