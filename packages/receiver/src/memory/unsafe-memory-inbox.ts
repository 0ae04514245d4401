import { type Clock, systemClock } from "../clock.ts";
import { fingerprintOf } from "../fingerprint.ts";
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
  Receipt,
  Requeue,
  StoredEvent,
} from "../inbox.ts";
import { isToHandle } from "../is-to-handle.ts";
import { type Entry, type Lane, toClaim, toStoredEvent } from "./entry.ts";
import { Fingerprints } from "./fingerprints.ts";
import { Pending } from "./pending.ts";
import { purgeable } from "./purgeable.ts";

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
  readonly #pending: Pending;
  readonly #fingerprints: Fingerprints;
  /** All that are kept, by receipt id. */
  readonly #entries = new Map<string, Entry>();
  /** By chat; the lane of those without a chat only counts. */
  readonly #lanes = new Map<string | undefined, Lane>();
  readonly #subscribers = new Set<() => void>();
  readonly #settled = { done: 0, dead: 0, quarantined: 0 };
  readonly #kept = { done: 0, dead: 0, quarantined: 0 };
  #fingerprinted: Promise<readonly string[]> = Promise.resolve([]);
  #accepted = 0;
  #dropped = 0;
  #leases = 0;
  #isClosed = false;

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
    this.#pending = new Pending(clock);
    this.#fingerprints = new Fingerprints(clock);
  }

  async commit(events: readonly NewEvent[], duplicates?: DuplicateRule): Promise<readonly Committed[]> {
    this.#checkOpen();
    // Digests may take a while on some platforms, and commits are to stay in order.
    const own = Promise.all(duplicates ? events.map(({ json }) => fingerprintOf(json)) : []);
    this.#fingerprinted = this.#fingerprinted.then(() => own);
    const fingerprints = await this.#fingerprinted;
    const time = new Date().toISOString();
    const committed = events.map((event, i) => this.#commitOne(event, fingerprints[i], time, duplicates));
    this.#wake();
    return committed;
  }

  async claim({ limit, leaseMs, ordering }: ClaimRequest): Promise<readonly Claim[]> {
    this.#checkOpen();
    this.#pending.freeThoseDue();
    const claims: Claim[] = [];
    for (const entry of this.#pending.claimable(ordering)) {
      if (claims.length >= limit) break;
      entry.attempts++;
      this.#pending.claim(entry, String(++this.#leases), leaseMs);
      claims.push(toClaim(entry));
    }
    return claims;
  }

  async extend(claims: readonly Claim[], leaseMs: number): Promise<readonly Claim[]> {
    this.#checkOpen();
    return claims.filter((claim) => {
      const entry = this.#entryOf(claim);
      if (entry) this.#pending.hold(entry, leaseMs);
      return entry === undefined;
    });
  }

  async settle(claim: Claim, outcome: Outcome): Promise<boolean> {
    this.#checkOpen();
    const entry = this.#entryOf(claim);
    if (entry === undefined) return false;
    if (outcome.kind !== "done") entry.lastError = outcome.error;
    if (outcome.kind === "retry") {
      entry.vanished = 0;
      this.#pending.unclaim(entry);
      this.#pending.hold(entry, outcome.delayMs);
    } else {
      this.#pending.remove(entry);
      this.#settle(entry, outcome.kind);
      if (outcome.kind === "done" && !outcome.keep) this.#forget(entry);
    }
    this.#wake();
    return true;
  }

  async release(claim: Claim): Promise<boolean> {
    this.#checkOpen();
    const entry = this.#entryOf(claim);
    if (entry === undefined) return false;
    entry.attempts--;
    this.#pending.free(entry);
    this.#wake();
    return true;
  }

  async nextInMs(): Promise<number | undefined> {
    return this.#pending.nextInMs();
  }

  subscribe(wake: () => void): () => void {
    const subscriber = () => wake();
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  async stats(): Promise<InboxStats> {
    const pending = this.#pending.size;
    return {
      accepted: this.#accepted,
      pending,
      ...this.#settled,
      kept: { ...this.#kept },
      dropped: this.#dropped,
    };
  }

  async backlog(): Promise<Backlog> {
    const { oldest } = this.#pending;
    const blockedLanes = this.#pending.blockedLanes();
    if (oldest === undefined) return { blockedLanes };
    return { oldestMs: Math.max(0, Date.now() - Date.parse(oldest.receipt.time)), blockedLanes };
  }

  async list(state: EventState, request: ListRequest = {}): Promise<readonly StoredEvent[]> {
    this.#pending.freeThoseDue();
    const { chat, after, limit = 100 } = request;
    const behind = after === undefined ? 0 : numberOf(after);
    const entries = [...this.#entries.values()].filter(
      (entry) =>
        entry.state === state && entry.n > behind && (chat === undefined || entry.event.chat === chat),
    );
    return entries.slice(0, limit).map((entry) => toStoredEvent(entry, this.#clock.now()));
  }

  async find(id: string): Promise<StoredEvent | undefined> {
    this.#pending.freeThoseDue();
    const entry = this.#entries.get(id);
    return entry && toStoredEvent(entry, this.#clock.now());
  }

  async requeue(events: readonly Requeue[]): Promise<readonly string[]> {
    this.#checkOpen();
    const entries = events.flatMap((event) => this.#unsettle(event) ?? []);
    this.#pending.insert(entries);
    if (entries.length > 0) this.#wake();
    return entries.map(({ receipt }) => receipt.id);
  }

  async retry(ids: readonly string[]): Promise<readonly string[]> {
    this.#checkOpen();
    this.#pending.freeThoseDue();
    const waiting = [...new Set(ids)].filter((id) => {
      const entry = this.#entries.get(id);
      if (entry?.state !== "pending" || entry.until === 0 || entry.lease !== undefined) return false;
      this.#pending.free(entry);
      return true;
    });
    if (waiting.length > 0) this.#wake();
    return waiting;
  }

  async purge(request: PurgeRequest): Promise<number> {
    this.#checkOpen();
    const entries = purgeable([...this.#entries.values()], request, this.#clock.now());
    for (const entry of entries) this.#forget(entry);
    return entries.length;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#subscribers.clear();
  }

  #commitOne(
    event: NewEvent,
    fingerprint: string | undefined,
    time: string,
    duplicates: DuplicateRule | undefined,
  ): Committed {
    const { chat } = event;
    if (duplicates === undefined || chat === undefined || fingerprint === undefined) {
      return { id: this.#store(event, time, fingerprint).id };
    }
    const earlier = this.#fingerprints.find(chat, fingerprint, duplicates.windowMs);
    if (earlier && duplicates.mode === "drop") {
      this.#dropped++;
      return { id: earlier.id, isDropped: true };
    }
    const receipt = this.#store(event, time, fingerprint, earlier?.id);
    this.#fingerprints.add(chat, fingerprint, receipt, duplicates.windowMs);
    return { id: receipt.id };
  }

  #store(event: NewEvent, time: string, fingerprint?: string, suspectedDuplicateOf?: string): Receipt {
    const { chat } = event;
    const lane = this.#lanes.get(chat) ?? { entries: new Set(), claimed: 0, lastSequence: 0 };
    this.#lanes.set(chat, lane);
    const n = ++this.#accepted;
    const receipt: Receipt = {
      id: `${n}-${crypto.randomUUID().slice(-12)}`,
      sequence: ++lane.lastSequence,
      time,
      ...(fingerprint !== undefined && { fingerprint }),
      ...(suspectedDuplicateOf !== undefined && { suspectedDuplicateOf }),
    };
    const entry: Entry = {
      n,
      receipt,
      lane: chat === undefined ? undefined : lane,
      event,
      state: "pending",
      attempts: 0,
      vanished: 0,
      lastError: undefined,
      settled: undefined,
      lease: undefined,
      until: 0,
    };
    this.#entries.set(receipt.id, entry);
    if (isToHandle(event)) this.#pending.push(entry);
    else this.#settle(entry, "quarantined");
    return receipt;
  }

  #settle(entry: Entry, state: PurgeRequest["state"]): void {
    entry.state = state;
    entry.settled = { time: new Date().toISOString(), at: this.#clock.now() };
    this.#settled[state]++;
    this.#kept[state]++;
  }

  /** Makes a dead or quarantined event a pending one that is not in its lane yet. */
  #unsettle({ id, kind }: Requeue): Entry | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined || (entry.state !== "dead" && entry.state !== "quarantined")) return undefined;
    if (entry.state === "quarantined") {
      if (kind === undefined || entry.lane === undefined) return undefined;
      entry.event = { ...entry.event, kind, issues: [] };
    }
    this.#settled[entry.state]--;
    this.#kept[entry.state]--;
    return Object.assign(entry, { state: "pending", settled: undefined, attempts: 0, vanished: 0 });
  }

  /** Of a settled event nothing is left but its count. */
  #forget({ receipt, state }: Entry): void {
    this.#entries.delete(receipt.id);
    if (state !== "pending") this.#kept[state]--;
  }

  /** The entry of a claim that still holds. */
  #entryOf({ receipt, lease }: Claim): Entry | undefined {
    this.#pending.freeThoseDue();
    const entry = this.#entries.get(receipt.id);
    return entry?.lease !== undefined && entry.lease === lease ? entry : undefined;
  }

  #wake(): void {
    for (const wake of this.#subscribers) wake();
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new Error("unsafeMemoryInbox: the inbox is closed.");
  }
}

function numberOf(id: string): number {
  const n = Number.parseInt(id, 10);
  return Number.isNaN(n) ? Number.POSITIVE_INFINITY : n;
}
