/// <reference types="node" />
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
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
import { takeIn, writeArrivals } from "./arrivals.ts";
import { readBacklog } from "./backlog.ts";
import { readBooks, toStats } from "./books.ts";
import { Connection } from "./connection.ts";
import { find } from "./find.ts";
import { GroupCommit } from "./group-commit.ts";
import { list } from "./list.ts";
import { monotonicNow } from "./monotonic-now.ts";
import { claim, extend, release, settle } from "./operations.ts";
import { purge } from "./purge.ts";
import { requeue } from "./requeue.ts";
import { retry } from "./retry.ts";
import { msUntil } from "./rows.ts";
import { SqliteInboxError } from "./sqlite-inbox-error.ts";
import type { Statements } from "./statements.ts";
import { store } from "./store.ts";
import { Subscribers } from "./subscribers.ts";
import type { Operation } from "./transaction.ts";

/** How much work is put into lanes at once when all is to be: a few milliseconds. */
const workPerTurn = 256;

/** Events that have arrived are of these states. */
const arrivingStates: ReadonlySet<EventState> = new Set(["pending", "quarantined"]);

/** What may be set when an inbox is made. */
export interface SqliteInboxOptions {
  /**
   * The most that the file may hold, in bytes; a commit that goes beyond rejects with `disk_full`, until events were
   * handled. What handling them takes comes on top, as it makes room, and so does the log beside the file (`-wal`),
   * usually a few megabytes. No limit by default, but for the disk.
   */
  readonly maxFileBytes?: number | undefined;
}

/**
 * An inbox in an SQLite file, through `node:sqlite`. What it has committed survives the process and the loss of power.
 *
 * Several processes of one machine may use one file: some that accept, others that handle. It must not lie on a network
 * drive. The file is made, for its owner only, when it is first used; then it is checked that it is ours. Beside it SQLite
 * keeps `-wal` and `-shm`: they belong to it, also in a backup. Duplicates are found among the newest million events.
 *
 * @param file a path, or a `file:` URL object. Its folder must exist.
 * @throws TypeError when it names no file. All else that can go wrong rejects with an {@link SqliteInboxError}, and is
 * tried again with the next call.
 */
export function sqliteInbox(file: string | URL, options: SqliteInboxOptions = {}): Inbox {
  return new SqliteInbox(toPath(file), options);
}

function toPath(file: string | URL): string {
  if (file instanceof URL) return fileURLToPath(file);
  if (typeof file !== "string" || file === "" || file === ":memory:" || file.startsWith("file:")) {
    throw new TypeError(
      'sqliteInbox takes the path of a file, such as "proto.db", or a URL object. For an inbox without a file there is unsafeMemoryInbox().',
    );
  }
  return resolve(file);
}

class SqliteInbox implements Inbox {
  readonly #file: string;
  readonly #maxFileBytes: number | undefined;
  readonly #connection: Connection;
  readonly #group: GroupCommit;
  readonly #subscribers: Subscribers;
  #closing: Promise<void> | undefined;

  constructor(file: string, { maxFileBytes }: SqliteInboxOptions) {
    this.#file = file;
    this.#maxFileBytes = maxFileBytes;
    this.#connection = new Connection(file);
    this.#subscribers = new Subscribers(() =>
      this.#connection.read((run) => run.dataVersion.get()?.data_version),
    );
    this.#group = new GroupCommit(this.#connection, () => this.#subscribers.wakeAll());
  }

  // Not async: a promise more for each delivery takes time that its sender waits for.
  commit(events: readonly NewEvent[], duplicates?: DuplicateRule): Promise<readonly Committed[]> {
    const commit = () =>
      this.#transact((transaction) => {
        const committed = store(transaction, events, duplicates);
        if (this.#maxFileBytes !== undefined) {
          writeArrivals(transaction);
          this.#checkSize(transaction.run, this.#maxFileBytes);
        }
        return committed;
      }, events.length);
    // It is compared with all that arrived before, which may be too much for one transaction.
    return duplicates?.mode === "drop" ? this.#takeInAll().then(commit) : commit();
  }

  async claim(request: ClaimRequest): Promise<readonly Claim[]> {
    try {
      return await this.#transact((transaction) => claim(transaction, request));
    } catch (error) {
      if (!(error instanceof SqliteInboxError && error.code === "disk_full")) throw error;
      // Otherwise nothing would be handled, which makes room.
      const claims = await this.#transact((transaction) => claim(transaction, request, true));
      if (claims.length === 0) throw error;
      return claims;
    }
  }

  extend(claims: readonly Claim[], leaseMs: number): Promise<readonly Claim[]> {
    return this.#transact((transaction) => extend(transaction, claims, leaseMs));
  }

  settle(claim: Claim, outcome: Outcome): Promise<boolean> {
    return this.#transact((transaction) => settle(transaction, claim, outcome));
  }

  release(claim: Claim): Promise<boolean> {
    return this.#transact((transaction) => release(transaction, claim));
  }

  async nextInMs(): Promise<number | undefined> {
    return this.#read((run) => {
      if (run.firstTurn.get() !== undefined) return 0;
      // It may be behind a lane's head that is claimed: the next claim finds out, and then it is in its lane.
      if (run.firstToHandle.get() !== undefined) return 0;
      const row = run.firstDue.get();
      return row && msUntil(Number(row.due), monotonicNow());
    });
  }

  subscribe(wake: () => void): () => void {
    if (this.#closing) return () => undefined;
    return this.#subscribers.add(wake);
  }

  async stats(): Promise<InboxStats> {
    return this.#read((run) => toStats(readBooks(run)));
  }

  async backlog(): Promise<Backlog> {
    return this.#read(readBacklog);
  }

  async list(state: EventState, request: ListRequest = {}): Promise<readonly StoredEvent[]> {
    if (arrivingStates.has(state)) await this.#takeInAll();
    return this.#read((run) => list(run, state, request));
  }

  async find(id: string): Promise<StoredEvent | undefined> {
    await this.#takeInAll();
    return this.#read((run) => find(run, id));
  }

  async requeue(events: readonly Requeue[]): Promise<readonly string[]> {
    await this.#takeInAll();
    return this.#transact((transaction) => requeue(transaction, events));
  }

  async retry(ids: readonly string[]): Promise<readonly string[]> {
    return this.#transact((transaction) => retry(transaction, ids));
  }

  async purge(request: PurgeRequest): Promise<number> {
    if (arrivingStates.has(request.state)) await this.#takeInAll();
    return this.#transact((transaction) => purge(transaction, request));
  }

  close(): Promise<void> {
    this.#closing ??= this.#group.drain().then(() => {
      this.#subscribers.clear();
      this.#connection.close();
    });
    return this.#closing;
  }

  #transact<T>(operation: Operation<T>, weight?: number): Promise<T> {
    if (this.#closing) return Promise.reject(new SqliteInboxError("closed", this.#file));
    return this.#group.add(operation, weight);
  }

  async #read<T>(action: (run: Statements) => T): Promise<T> {
    this.#checkOpen();
    if (!this.#connection.isOpen) {
      // Opening may have to wait for another process: what is in the group does so without stopping this one.
      await this.#group.add(() => undefined);
      this.#checkOpen();
    }
    return this.#connection.read(action);
  }

  /** Has all that was committed before put into its lanes, a part at a time. Only events in lanes can be looked for. */
  async #takeInAll(): Promise<void> {
    const last = await this.#read((run) => readBooks(run).last_event);
    while (await this.#read((run) => run.arrivedUntil.get(last) !== undefined)) {
      await this.#transact((transaction) => takeIn(transaction, workPerTurn));
    }
  }

  /** Looked at after the events were written, and so exact. It takes them back when it throws. */
  #checkSize(run: Statements, most: number): void {
    if (Number(run.usedBytes.get()?.bytes) > most) {
      throw new SqliteInboxError("disk_full", this.#file);
    }
  }

  #checkOpen(): void {
    if (this.#closing) throw new SqliteInboxError("closed", this.#file);
  }
}
