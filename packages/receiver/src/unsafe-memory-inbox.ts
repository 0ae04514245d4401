import { type Clock, systemClock } from "./clock.ts";
import type {
  Claim,
  ClaimRequest,
  Inbox,
  InboxStats,
  NewEvent,
  Outcome,
  Receipt,
  StoredEvent,
} from "./inbox.ts";

/** A pending event. */
interface Entry {
  readonly event: NewEvent;
  readonly receipt: Receipt;
  readonly lane: Lane;
  attempts: number;
  lastError: string | undefined;
  /** Set while it is claimed. */
  lease: string | undefined;
  /** When it can be claimed again, by the clock, if it is claimed or waits for its next attempt. */
  until: number;
}

/** The pending events of one chat, in commit order. A set is a queue whose front can be removed in constant time. */
interface Lane {
  readonly chat: string;
  readonly entries: Set<Entry>;
}

/**
 * An inbox in the memory of this process: **it loses every event with the process**, also those that were answered
 * with 200. For tests and for a first look, not for production.
 *
 * It keeps dead and quarantined events, and a counter for each chat it ever saw, until the process ends.
 */
export function unsafeMemoryInbox(): Inbox {
  return memoryInboxOn(systemClock);
}

/** The same with a clock of one's own, for tests of leases and delays. */
export function memoryInboxOn(clock: Pick<Clock, "now">): Inbox {
  return new UnsafeMemoryInbox(clock);
}

class UnsafeMemoryInbox implements Inbox {
  readonly #clock: Pick<Clock, "now">;
  readonly #lanes = new Map<string, Lane>();
  /** Lanes whose head can be claimed, the one that waits longest in front. */
  readonly #ready = new Set<Lane>();
  /** All pending events, the oldest in front. */
  readonly #pending = new Map<string, Entry>();
  /** Those that are claimed or wait. */
  readonly #timed = new Set<Entry>();
  /** None of them is due earlier, so that nobody looks through all of them before. */
  #due = Number.POSITIVE_INFINITY;
  readonly #sequences = new Map<string | undefined, number>();
  readonly #kept: Record<"quarantined" | "dead", StoredEvent[]> = { quarantined: [], dead: [] };
  readonly #subscribers = new Set<() => void>();
  #accepted = 0;
  #done = 0;
  #leases = 0;
  #isClosed = false;

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  async commit(events: readonly NewEvent[]): Promise<readonly Receipt[]> {
    this.#checkOpen();
    const time = new Date().toISOString();
    const receipts = events.map((event) => this.#store(event, time));
    this.#wake();
    return receipts;
  }

  async claim({ limit, leaseMs, ordering }: ClaimRequest): Promise<readonly Claim[]> {
    this.#checkOpen();
    this.#freeThoseDue();
    const claims: Claim[] = [];
    for (const entry of ordering === "chat" ? this.#readyHeads() : this.#pending.values()) {
      if (claims.length >= limit) break;
      if (!this.#timed.has(entry)) claims.push(this.#handOut(entry, leaseMs));
    }
    return claims;
  }

  async extend(claims: readonly Claim[], leaseMs: number): Promise<readonly Claim[]> {
    return claims.filter((claim) => {
      const entry = this.#entryOf(claim);
      if (entry) this.#hold(entry, leaseMs);
      return entry === undefined;
    });
  }

  async settle(claim: Claim, outcome: Outcome): Promise<boolean> {
    const entry = this.#entryOf(claim);
    if (entry === undefined) return false;
    if (outcome.kind !== "done") entry.lastError = outcome.error;
    if (outcome.kind === "retry") {
      entry.lease = undefined;
      this.#hold(entry, outcome.delayMs);
    } else {
      this.#remove(entry);
      if (outcome.kind === "dead") this.#kept.dead.push(stored(entry));
      else this.#done++;
    }
    this.#wake();
    return true;
  }

  async release(claim: Claim): Promise<boolean> {
    const entry = this.#entryOf(claim);
    if (entry === undefined) return false;
    entry.attempts--;
    this.#free(entry);
    this.#wake();
    return true;
  }

  async nextInMs(): Promise<number | undefined> {
    this.#freeThoseDue();
    if (this.#ready.size > 0) return 0;
    if (this.#timed.size === 0) return undefined;
    return this.#firstDue() - this.#clock.now();
  }

  subscribe(wake: () => void): () => void {
    this.#subscribers.add(wake);
    return () => this.#subscribers.delete(wake);
  }

  async stats(): Promise<InboxStats> {
    return {
      accepted: this.#accepted,
      pending: this.#pending.size,
      done: this.#done,
      dead: this.#kept.dead.length,
      quarantined: this.#kept.quarantined.length,
    };
  }

  async list(state: "quarantined" | "dead"): Promise<readonly StoredEvent[]> {
    return [...this.#kept[state]];
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#subscribers.clear();
  }

  #store(event: NewEvent, time: string): Receipt {
    const { chat, kind } = event;
    const sequence = (this.#sequences.get(chat) ?? 0) + 1;
    this.#sequences.set(chat, sequence);
    const receipt: Receipt = { id: crypto.randomUUID(), sequence, time };
    this.#accepted++;
    if (kind === "invalid" || chat === undefined) {
      this.#kept.quarantined.push({ ...event, receipt, attempts: 0 });
      return receipt;
    }
    const lane = this.#lanes.get(chat) ?? { chat, entries: new Set() };
    this.#lanes.set(chat, lane);
    const entry = { event, receipt, lane, attempts: 0, lastError: undefined, lease: undefined, until: 0 };
    lane.entries.add(entry);
    this.#pending.set(receipt.id, entry);
    this.#placeLane(lane);
    return receipt;
  }

  #handOut(entry: Entry, leaseMs: number): Claim {
    const lease = String(++this.#leases);
    entry.attempts++;
    entry.lease = lease;
    this.#hold(entry, leaseMs);
    return { ...entry.event, receipt: entry.receipt, attempt: entry.attempts, lease };
  }

  /** The entry of a claim that still holds. */
  #entryOf({ receipt, lease }: Claim): Entry | undefined {
    this.#freeThoseDue();
    const entry = this.#pending.get(receipt.id);
    return entry?.lease === lease ? entry : undefined;
  }

  #freeThoseDue(): void {
    const now = this.#clock.now();
    if (now < this.#due) return;
    for (const entry of this.#timed) if (entry.until <= now) this.#free(entry);
    this.#due = this.#firstDue();
  }

  #firstDue(): number {
    let first = Number.POSITIVE_INFINITY;
    for (const { until } of this.#timed) first = Math.min(first, until);
    return first;
  }

  #hold(entry: Entry, ms: number): void {
    entry.until = this.#clock.now() + ms;
    this.#due = Math.min(this.#due, entry.until);
    this.#timed.add(entry);
    this.#placeLane(entry.lane);
  }

  #free(entry: Entry): void {
    entry.lease = undefined;
    this.#timed.delete(entry);
    this.#placeLane(entry.lane);
  }

  #remove(entry: Entry): void {
    this.#timed.delete(entry);
    this.#pending.delete(entry.receipt.id);
    entry.lane.entries.delete(entry);
    if (entry.lane.entries.size === 0) this.#lanes.delete(entry.lane.chat);
    this.#placeLane(entry.lane);
  }

  /** After any change to a lane: a head that can be claimed puts it behind the others, unless it waits there already. */
  #placeLane(lane: Lane): void {
    const [head] = lane.entries;
    if (head === undefined || this.#timed.has(head)) this.#ready.delete(lane);
    else this.#ready.add(lane);
  }

  *#readyHeads(): Iterable<Entry> {
    for (const { entries } of this.#ready) {
      const [head] = entries;
      if (head) yield head;
    }
  }

  #wake(): void {
    for (const wake of this.#subscribers) wake();
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new Error("unsafeMemoryInbox: the inbox is closed.");
  }
}

function stored({ event, receipt, attempts, lastError }: Entry): StoredEvent {
  return { ...event, receipt, attempts, ...(lastError !== undefined && { lastError }) };
}
