/// <reference types="node" />
import type { Socket } from "node:net";
import pg from "pg";
import { clientConfig, type Row, run } from "./connection.ts";
import { PostgresInboxError, toInboxError } from "./postgres-inbox-error.ts";
import { inSchema, prepareClient } from "./prepare-client.ts";
import type { Settings } from "./settings.ts";

// Bound at load time, so that the fake timers of a test do not stop an inbox.
const { setTimeout } = globalThis;

/** How long `close` waits for connections to end in an orderly way. */
const lastWaitMs = 1_000;

/**
 * The connections to the server, made when they are needed, and given up after any error: what an operator mends is found
 * mended. Each statement is a transaction of its own, so that none is left open by a process that is paused.
 */
export class Database {
  readonly #settings: Settings;
  readonly #pool: pg.Pool;
  readonly #prepared = new WeakSet<pg.ClientBase>();
  readonly #sockets = new Set<Socket>();
  readonly #running = new Set<Promise<unknown>>();

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#pool = new pg.Pool({
      ...clientConfig(settings, this.#sockets),
      max: settings.maxConnections,
      idleTimeoutMillis: 30_000,
      // A program that only accepts, and has nothing to do any more, may end.
      allowExitOnIdle: true,
    });
    // An idle connection that breaks is replaced when it is needed; one in use tells the statement.
    this.#pool.on("error", () => undefined);
    this.#pool.on("connect", (client) => client.on("error", () => undefined));
  }

  /** @param text in which `inbox.` stands for the schema. */
  query<T = Row>(text: string, values?: readonly unknown[]): Promise<T[]> {
    const running = this.#query<T>(inSchema(text, this.#settings.schema), values);
    this.#running.add(running);
    const end = () => this.#running.delete(running);
    running.then(end, end);
    return running;
  }

  /** Waits for the statements that run. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#running);
    const ended = this.#pool.end();
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, lastWaitMs).unref())]);
    for (const socket of this.#sockets) socket.destroy();
    await ended;
  }

  async #query<T>(text: string, values?: readonly unknown[]): Promise<T[]> {
    const client = await this.#connect();
    try {
      if (!this.#prepared.has(client)) {
        await prepareClient(client, this.#settings);
        this.#prepared.add(client);
      }
      const rows = await run<T>(client, text, values);
      client.release();
      return rows;
    } catch (error) {
      client.release(true);
      throw toInboxError(error, this.#settings.place);
    }
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      // To pg it is the same that no connection was free in time and that none could be made.
      const isTimeout = error instanceof Error && /timeout/i.test(error.message);
      const isInUse = this.#pool.totalCount >= this.#settings.maxConnections;
      if (isTimeout && isInUse) throw new PostgresInboxError("busy", this.#settings.place);
      throw toInboxError(error, this.#settings.place);
    }
  }
}
