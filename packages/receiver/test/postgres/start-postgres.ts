/// <reference types="node" />
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { createCluster } from "./cluster.ts";
import { temporaryFolder } from "./folder.ts";
import { ServerProcess } from "./server-process.ts";

/** A PostgreSQL of one's own, on 127.0.0.1, with nothing in it. */
export interface Postgres {
  readonly port: number;
  /** Of the database that each server has; see `createDatabase`. It stays the same until `remove`. */
  readonly connectionString: string;
  /** Ends the server in an orderly way; its connections are broken off. What it holds is kept for `start`. */
  stop(): Promise<void>;
  /** Kills the server as `kill -9` does. What it holds is kept for `start`. */
  kill(): Promise<void>;
  /** Starts it again after `stop` or `kill`: the same port, the same data. */
  start(): Promise<void>;
  /** Ends it, in whatever state it is, and leaves nothing of it. */
  remove(): Promise<void>;
}

export interface PostgresOptions {
  /** As on the server's command line, such as `["synchronous_commit=off"]`. Default: none, so it writes durably. */
  readonly settings?: readonly string[];
  /** What is added to its environment. Default: nothing. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a PostgreSQL with empty data, in about half a second. It goes with this process, however that ends. */
export async function startPostgres({ settings = [], env = {} }: PostgresOptions = {}): Promise<Postgres> {
  const password = randomUUID();
  const parent = temporaryFolder();
  let server: ServerProcess | undefined;
  let port = 0;
  let folder = "";
  let wasKilled = false;
  const start = async () => {
    server ??= await ServerProcess.start({ folder, port, settings, env });
    wasKilled = false;
  };
  const end = async (how: "stop" | "kill" | "quit") => {
    const ending = server;
    server = undefined;
    await ending?.[how]();
  };
  const remove = async () => {
    // A killed server leaves its shared memory behind. It is given back by the next one on the same data.
    if (wasKilled) await start().catch(() => {});
    await end("quit");
    await parent.remove();
  };
  try {
    folder = await createCluster(parent.path, password);
    // Someone else may take the port before the server does: then another one is tried.
    for (let tries = 5; server === undefined; tries--) {
      port = await freePort();
      await start().catch((error: unknown) => {
        if (tries === 1) throw error;
      });
    }
    return {
      port,
      connectionString: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
      stop: () => end("stop"),
      kill() {
        wasKilled = true;
        return end("kill");
      },
      start,
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("There is no port.");
  return address.port;
}
