/// <reference types="node" />
import { randomUUID } from "node:crypto";
import type {
  Backlog,
  Claim,
  ClaimRequest,
  Committed,
  DuplicateRule,
  EventState,
  Inbox,
  InboxStats,
  ListRequest,
  NewEvent,
  Outcome,
  PurgeRequest,
  Requeue,
  StoredEvent,
} from "../inbox.ts";
import { Batches } from "./batches.ts";
import { Database } from "./database.ts";
import { PostgresInboxError } from "./postgres-inbox-error.ts";
import type { PostgresInboxOptions } from "./postgres-inbox-options.ts";
import { find, list, readBacklog, readStats } from "./reads.ts";
import { type EventRow, msUntil, readId, readLease, stateNumbers, toClaim } from "./rows.ts";
import { readSettings, type Settings } from "./settings.ts";
import { type Ending, fitEndings, settleBatch, toWaitUs } from "./settle-batch.ts";
import { type Delivery, fitDeliveries, storeBatch } from "./store-batch.ts";
import { Subscribers } from "./subscribers.ts";
import { toCount } from "./to-count.ts";

/**
 * An inbox on PostgreSQL (13 or newer, tested with 18), for many machines: any number of processes accept and any number
 * handle. It needs the package `pg`. Nothing is connected to before the first call, and an error of the server is no end:
 * the next call tries again.
 *
 * Processes that handle hear of new events by LISTEN, on one more connection. Through PgBouncer in transaction mode all
 * works but that: then they look twice a second.
 *
 * @throws TypeError when an option is missing or unusable.
 */
export function postgresInbox(options: PostgresInboxOptions): Inbox {
  return new PostgresInbox(readSettings(options));
}

class PostgresInbox implements Inbox {
  readonly #settings: Settings;
  readonly #database: Database;
  readonly #deliveries: Batches<Delivery, readonly Committed[]>;
  readonly #endings: Batches<Ending, boolean>;
  readonly #subscribers: Subscribers;
  /** Tells this process from others, in what it tells them. */
  readonly #name = randomUUID();
  #closing: Promise<void> | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#database = new Database(settings);
    this.#deliveries = new Batches((batch) => this.#store(batch), fitDeliveries);
    this.#endings = new Batches((batch) => this.#settle(batch), fitEndings);
    this.#subscribers = new Subscribers(settings, this.#name, async () => {
      const [row] = await this.#database.query("SELECT inbox.may_claim() AS may_claim");
      return row?.may_claim === true;
    });
  }

  async commit(events: readonly NewEvent[], duplicates?: DuplicateRule): Promise<readonly Committed[]> {
    this.#open();
    if (duplicates && !(duplicates.windowMs >= 0)) {
      throw new RangeError("A window is a number of milliseconds, 0 or more.");
    }
    return events.length === 0 ? [] : this.#deliveries.add({ events, duplicates });
  }

  async claim({ limit, leaseMs, ordering }: ClaimRequest): Promise<readonly Claim[]> {
    const [most, leaseUs] = [toCount(limit), toWaitUs(leaseMs)];
    if (most === 0) return [];
    const claim = ordering === "chat" ? "claim_heads" : "claim_oldest";
    const rows = await this.#query<EventRow>(`SELECT * FROM inbox.${claim}($1, $2, $3)`, [
      most,
      leaseUs,
      randomUUID(),
    ]);
    return rows.map(toClaim);
  }

  async extend(claims: readonly Claim[], leaseMs: number): Promise<readonly Claim[]> {
    const leases = claims.map(readLease);
    const rows = await this.#query<{ place: number }>("SELECT place FROM inbox.extend($1, $2, $3) AS place", [
      leases.map(([n]) => n),
      leases.map(([, token]) => token),
      toWaitUs(leaseMs),
    ]);
    const held = new Set(rows.map(({ place }) => place));
    return claims.filter((_, i) => !held.has(i + 1));
  }

  settle(claim: Claim, outcome: Outcome): Promise<boolean> {
    return this.#end({ claim, outcome });
  }

  release(claim: Claim): Promise<boolean> {
    return this.#end({ claim, outcome: { kind: "release" } });
  }

  async nextInMs(): Promise<number | undefined> {
    const [row] = await this.#query<{ us: number | null }>("SELECT inbox.next_us() AS us");
    return typeof row?.us === "number" ? msUntil(row.us) : undefined;
  }

  subscribe(wake: () => void): () => void {
    if (this.#closing) return () => undefined;
    return this.#subscribers.add(wake);
  }

  async stats(): Promise<InboxStats> {
    return readStats(this.#open());
  }

  async backlog(): Promise<Backlog> {
    return readBacklog(this.#open());
  }

  async list(state: EventState, request: ListRequest = {}): Promise<readonly StoredEvent[]> {
    return list(this.#open(), state, request);
  }

  async find(id: string): Promise<StoredEvent | undefined> {
    return find(this.#open(), id);
  }

  requeue(events: readonly Requeue[]): Promise<readonly string[]> {
    const kinds = events.map(({ kind }) => kind ?? null);
    return this.#change(
      "SELECT place FROM inbox.requeue($1, $2, $4, $3) AS place",
      events.map(({ id }) => id),
      [kinds],
    );
  }

  retry(ids: readonly string[]): Promise<readonly string[]> {
    return this.#change("SELECT place FROM inbox.retry($1, $2, $3) AS place", ids, []);
  }

  async purge({ state, ids, olderThanMs, keepNewest, limit }: PurgeRequest): Promise<number> {
    const names = ids?.map(readId);
    const [row] = await this.#query<{ count: number }>(
      "SELECT inbox.purge($1, $2, $3, $4, $5, $6) AS count",
      [
        stateNumbers[state][0],
        names?.map(([n]) => n) ?? null,
        names?.map(([, salt]) => salt) ?? null,
        olderThanMs === undefined ? null : Math.min(olderThanMs, longestMs),
        keepNewest ?? 0,
        toCount(limit),
      ],
    );
    return row?.count ?? 0;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.all([this.#deliveries.drain(), this.#endings.drain()]);
    this.#subscribers.clear();
    await this.#database.close();
  }

  async #store(batch: readonly Delivery[]): Promise<readonly (readonly Committed[])[]> {
    const stored = await storeBatch(this.#database, batch, this.#settings.mayLose, this.#name);
    this.#wake();
    return stored;
  }

  async #settle(batch: readonly Ending[]): Promise<readonly boolean[]> {
    const held = await settleBatch(this.#database, batch, this.#name);
    // Too often is harmless: a retry or the last event of a lane opens nothing but a timer.
    if (held.includes(true)) this.#wake();
    return held;
  }

  async #end(ending: Ending): Promise<boolean> {
    this.#open();
    // Of this one alone, not of what it would share a statement with.
    if (ending.outcome.kind === "retry") toWaitUs(ending.outcome.delayMs);
    return this.#endings.add(ending);
  }

  /** Does something to events by their ids. @returns the ids of those that it was done to. */
  async #change(text: string, ids: readonly string[], more: readonly unknown[]): Promise<readonly string[]> {
    const names = ids.map(readId);
    const values = [names.map(([n]) => n), names.map(([, salt]) => salt), this.#name, ...more];
    const rows = await this.#query<{ place: number }>(text, values);
    if (rows.length > 0) this.#wake();
    return rows.map(({ place }) => ids[place - 1] ?? "");
  }

  async #query<T>(text: string, values?: readonly unknown[]): Promise<T[]> {
    return this.#open().query<T>(text, values);
  }

  /** In a microtask: what a subscriber throws is not our error. */
  #wake(): void {
    queueMicrotask(() => this.#subscribers.wakeAll());
  }

  #open(): Database {
    if (this.#closing) throw new PostgresInboxError("closed", this.#settings.place);
    return this.#database;
  }
}

/** Older than anything. */
const longestMs = 100 * 365 * 86_400_000;
