/// <reference types="node" />
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** Stands between an inbox and its server. */
export interface Proxy {
  /** Leads to the server through the proxy. */
  readonly connectionString: string;
  /** From now on nothing passes, in no direction, and nobody is told: what a network that fails does. */
  freeze(): void;
  /** New connections pass again. Those from before stay dead. */
  thaw(): void;
}

/** @param change what becomes of the server's bytes. Default: nothing. */
export async function startProxy(
  connectionString: string,
  change: (data: Buffer) => Buffer = (data) => data,
): Promise<Proxy> {
  const { hostname, port } = new URL(connectionString);
  const sockets = new Set<Socket>();
  const alive = new Set<Socket>();
  let isFrozen = false;
  const server = createServer((front) => {
    const back = isFrozen ? undefined : connect(Number(port), hostname);
    for (const socket of [front, back]) {
      if (socket === undefined) continue;
      sockets.add(socket);
      if (!isFrozen) alive.add(socket);
      socket.on("error", () => undefined);
    }
    if (back === undefined) return;
    pass(front, back, alive, (data) => data);
    pass(back, front, alive, change);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return {
    connectionString: Object.assign(new URL(connectionString), {
      port: String((server.address() as AddressInfo).port),
    }).href,
    freeze() {
      isFrozen = true;
      for (const socket of alive) socket.pause();
      alive.clear();
    },
    thaw() {
      isFrozen = false;
    },
  };
}

function pass(from: Socket, to: Socket, alive: ReadonlySet<Socket>, change: (data: Buffer) => Buffer): void {
  from.on("data", (data) => {
    if (alive.has(from)) to.write(change(data));
  });
  from.on("close", () => {
    if (alive.has(from)) to.destroy();
  });
}
