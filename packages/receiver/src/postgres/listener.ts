/// <reference types="node" />
import type { Socket } from "node:net";
import pg from "pg";
import { clientConfig, run } from "./connection.ts";
import type { Settings } from "./settings.ts";

// Bound at load time, so that the fake timers of a test do not stop an inbox.
const { setTimeout, clearTimeout } = globalThis;

/** In milliseconds. */
export interface ListenerTimes {
  /** Between two tries to connect. */
  readonly retryMs: number;
  /** Between two signs of life. */
  readonly beatMs: number;
  /** How long a sign of life may be on its way. */
  readonly echoMs: number;
}

const usualTimes: ListenerTimes = { retryMs: 1_000, beatMs: 10_000, echoMs: 5_000 };

/**
 * Listens to what other processes say when they changed something, on a connection of its own. From time to time it says
 * something itself and waits until it hears it: so it also notices a connection that is open at this end only, and a
 * pooler that swallows notifications.
 */
export class Listener {
  readonly #settings: Settings;
  /** What this process says it is. */
  readonly #name: string;
  readonly #onWake: () => void;
  readonly #times: ListenerTimes;
  readonly #sockets = new Set<Socket>();
  #client: pg.Client | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;
  #isHeard = false;

  /** Begins to listen. @param name is not listened to. */
  constructor(settings: Settings, name: string, onWake: () => void, times: ListenerTimes = usualTimes) {
    this.#settings = settings;
    this.#name = name;
    this.#onWake = onWake;
    this.#times = times;
    void this.#connect();
  }

  /** It heard its last sign of life. */
  get isListening(): boolean {
    return this.#isHeard;
  }

  stop(): void {
    this.#isStopped = true;
    this.#leave();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client(clientConfig(this.#settings, this.#sockets));
    this.#client = client;
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    client.on("notification", ({ payload }) => this.#hear(payload));
    try {
      await client.connect();
      await run(client, `LISTEN "${this.#settings.schema}"`);
      await this.#beat(client);
    } catch {
      this.#lost(client);
    }
  }

  #hear(payload: string | undefined): void {
    if (payload === `${this.#name} lives`) {
      // What was said while nobody listened was not heard.
      if (!this.#isHeard) this.#onWake();
      this.#isHeard = true;
      this.#setTimer(this.#times.beatMs, () => void this.#beat(this.#client));
    } else if (payload !== this.#name && !payload?.endsWith(" lives")) this.#onWake();
  }

  async #beat(client: pg.Client | undefined): Promise<void> {
    if (client === undefined || client !== this.#client) return;
    this.#setTimer(this.#times.echoMs, () => this.#lost(client));
    try {
      const said = [this.#settings.schema, `${this.#name} lives`];
      await run(client, "SELECT pg_notify($1, $2)", said);
    } catch {
      this.#lost(client);
    }
  }

  #lost(client: pg.Client): void {
    if (client !== this.#client) return;
    this.#leave();
    if (!this.#isStopped) this.#setTimer(this.#times.retryMs, () => void this.#connect());
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#isHeard = false;
    const client = this.#client;
    this.#client = undefined;
    client?.end().catch(() => undefined);
    // Its end is not waited for, and may never come.
    for (const socket of this.#sockets) socket.destroy();
  }

  #setTimer(ms: number, task: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(task, ms);
  }
}
