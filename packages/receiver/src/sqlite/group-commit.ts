import { soon } from "../soon.ts";
import type { Connection } from "./connection.ts";
import { SqliteInboxError } from "./sqlite-inbox-error.ts";
import type { Operation } from "./transaction.ts";

interface Queued {
  readonly operation: Operation<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly weight: number;
  readonly since: number;
}

// Bound at load time, so that the fake timers of a test do not stop an inbox.
const { setTimeout } = globalThis;
const now = performance.now.bind(performance);

/**
 * How much work makes a transaction full: what else the process does waits that long, a few tens of milliseconds. Most
 * operations are about one event and weigh one.
 */
const fullWeight = 1_000;
/** How long an operation waits for another process that keeps the file locked. Its own transactions take milliseconds. */
const maxBusyMs = 5_000;
/** How long the process does other things before it tries to get the lock again. */
const busyRetryMs = 5;

/**
 * Makes one transaction of all operations that are asked for in one turn of the event loop, since a sync of the disk costs
 * the same for one and for a hundred. An operation resolves after the commit, and an operation that fails fails alone.
 */
export class GroupCommit {
  readonly #connection: Connection;
  readonly #onWake: () => void;
  readonly #busyMs: number;
  #queue: Queued[] = [];
  #isScheduled = false;

  constructor(connection: Connection, onWake: () => void, busyMs: number = maxBusyMs) {
    this.#busyMs = busyMs;
    this.#connection = connection;
    this.#onWake = onWake;
  }

  /** @param weight how many events it is about. */
  add<T>(operation: Operation<T>, weight = 1): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ operation, resolve: resolve as Queued["resolve"], reject, weight, since: now() });
      this.#schedule();
    });
  }

  /** Resolves when all that was asked for before is done. */
  async drain(): Promise<void> {
    if (this.#queue.length === 0) return;
    const last = this.add(() => undefined);
    await last.catch(() => undefined);
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    soon(() => this.#flush());
  }

  #flush(): void {
    this.#isScheduled = false;
    const group = this.#queue.splice(0, this.#sizeOfGroup());
    const { locked, error } = this.#commit(group);
    if (locked.length > 0) this.#waitForLock(locked, error);
    else if (this.#queue.length > 0) this.#schedule();
  }

  /** One operation at least, however heavy it is. */
  #sizeOfGroup(): number {
    let [size, weight] = [0, 0];
    for (const queued of this.#queue) {
      if (weight >= fullWeight) break;
      weight += queued.weight;
      size++;
    }
    return size;
  }

  /** @returns those that found the file locked. */
  #commit(group: readonly Queued[]): { locked: readonly Queued[]; error?: unknown } {
    let committed: [unknown[], boolean];
    try {
      committed = this.#connection.transact(group.map(({ operation }) => operation));
    } catch (error) {
      if (error instanceof SqliteInboxError && error.code === "busy") return { locked: group, error };
      // Nothing was stored. It may be the fault of one, or too much only together: each on its own.
      if (group.length > 1) return this.#commitEach(group);
      for (const { reject } of group) reject(error);
      return { locked: [] };
    }
    const [results, isWaking] = committed;
    for (const [i, { resolve }] of group.entries()) resolve(results[i]);
    // In a microtask: what a subscriber throws is not our error.
    if (isWaking) queueMicrotask(this.#onWake);
    return { locked: [] };
  }

  #commitEach(group: readonly Queued[]): { locked: readonly Queued[]; error?: unknown } {
    for (const [i, queued] of group.entries()) {
      const { locked, error } = this.#commit([queued]);
      if (locked.length > 0) return { locked: group.slice(i), error };
    }
    return { locked: [] };
  }

  /** Puts them back in front, but for those that have waited too long. */
  #waitForLock(locked: readonly Queued[], error: unknown): void {
    const latest = now() - this.#busyMs;
    for (const { since, reject } of locked) if (since < latest) reject(error);
    this.#queue = [...locked.filter(({ since }) => since >= latest), ...this.#queue];
    this.#isScheduled = true;
    setTimeout(() => this.#flush(), busyRetryMs);
  }
}
