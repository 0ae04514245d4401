/// <reference types="node" />
import { Socket } from "node:net";
import pg from "pg";
import type { Settings } from "./settings.ts";

/** How long connecting may take, and waiting for a connection of the pool to be free, in milliseconds. */
export const connectTimeoutMs = 5_000;

/**
 * How long an answer may take, in milliseconds. Longer than the server itself waits for a lock, so that it is the server
 * who gives up first. A connection that is open at this end only is noticed by it.
 */
export const answerTimeoutMs = 6_000;

/** How each connection is made. Sockets of one's own can be closed whatever state they are in. */
export function clientConfig(
  { connectionString }: Settings,
  sockets: Set<Socket>,
): pg.ClientConfig & { stream: () => Socket } {
  return {
    application_name: "proto-webhooks inbox",
    connectionString,
    connectionTimeoutMillis: connectTimeoutMs,
    // A connection that nobody uses, too, is found to be broken.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    stream: () => {
      const socket = new Socket();
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      return socket;
    },
  };
}

export type Row = Readonly<Record<string, unknown>>;

const numeric: ReadonlySet<number> = new Set([
  pg.types.builtins.INT8,
  pg.types.builtins.FLOAT8,
  21,
  23,
  1700,
]);
const boolean = 16;

/** Not those of `pg.types`, which any program may set to what it likes. */
const types = {
  getTypeParser: (type: number) => (value: string) =>
    numeric.has(type) ? Number(value) : type === boolean ? value === "t" : value,
} as unknown as pg.CustomTypesConfig;

/** Runs one statement. Rejects when the answer takes too long; then the connection must be given up. */
export async function run<T = Row>(
  client: Pick<pg.ClientBase, "query">,
  text: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  const query: pg.QueryConfig & { query_timeout: number } = {
    text,
    values: [...values],
    types,
    query_timeout: answerTimeoutMs,
  };
  const { rows } = await client.query(query);
  return rows;
}
