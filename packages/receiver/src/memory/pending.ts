import type { Clock } from "../clock.ts";
import type { ClaimRequest } from "../inbox.ts";
import type { Entry, Lane } from "./entry.ts";

const byNumber = (a: Entry, b: Entry): number => a.n - b.n;

/** The pending events: which of them can be claimed, and when the others can. */
export class Pending {
  readonly #clock: Pick<Clock, "now">;
  /** All of them, the oldest in front. */
  #entries = new Set<Entry>();
  /** Lanes whose head can be claimed, the one that waits longest in front. */
  readonly #ready = new Set<Lane>();
  /** Those that are claimed or wait. */
  readonly #timed = new Set<Entry>();
  /** None of them is due earlier, so that nobody looks through all of them before. */
  #due = Number.POSITIVE_INFINITY;

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#entries.size;
  }

  get oldest(): Entry | undefined {
    const [oldest] = this.#entries;
    return oldest;
  }

  values(): Iterable<Entry> {
    return this.#entries;
  }

  /** Adds the newest event of all. */
  push(entry: Entry): void {
    this.#entries.add(entry);
    entry.lane?.entries.add(entry);
    this.#placeLane(entry.lane);
  }

  /** Adds events that were there before, each at its place. */
  insert(entries: readonly Entry[]): void {
    this.#entries = new Set([...this.#entries, ...entries].sort(byNumber));
    for (const lane of new Set(entries.map((entry) => entry.lane))) {
      if (lane === undefined) continue;
      const own = entries.filter((entry) => entry.lane === lane);
      lane.entries = new Set([...lane.entries, ...own].sort(byNumber));
      this.#placeLane(lane);
    }
  }

  remove(entry: Entry): void {
    this.unclaim(entry);
    this.#untime(entry);
    this.#entries.delete(entry);
    entry.lane?.entries.delete(entry);
    this.#placeLane(entry.lane);
  }

  /** It is claimed, under this lease, for that time. */
  claim(entry: Entry, lease: string, leaseMs: number): void {
    entry.lease = lease;
    if (entry.lane) entry.lane.claimed++;
    this.hold(entry, leaseMs);
  }

  /** Its claim has ended. */
  unclaim(entry: Entry): void {
    if (entry.lane && entry.lease !== undefined) entry.lane.claimed--;
    entry.lease = undefined;
  }

  /** It cannot be claimed for that time. */
  hold(entry: Entry, ms: number): void {
    entry.until = this.#clock.now() + ms;
    this.#due = Math.min(this.#due, entry.until);
    this.#timed.add(entry);
    this.#placeLane(entry.lane);
  }

  /** It can be claimed, once it is its turn. */
  free(entry: Entry): void {
    this.unclaim(entry);
    this.#untime(entry);
    this.#placeLane(entry.lane);
  }

  freeThoseDue(): void {
    const now = this.#clock.now();
    if (now < this.#due) return;
    for (const entry of this.#timed) {
      if (entry.until > now) continue;
      if (entry.lease !== undefined) entry.vanished++;
      this.free(entry);
    }
    this.#due = this.#firstDue();
  }

  *claimable(ordering: ClaimRequest["ordering"]): Iterable<Entry> {
    if (ordering === "none") {
      for (const entry of this.#entries) if (!this.#timed.has(entry)) yield entry;
      return;
    }
    for (const lane of this.#ready) {
      const [head] = lane.entries;
      if (head) yield head;
    }
  }

  nextInMs(): number | undefined {
    this.freeThoseDue();
    if (this.#ready.size > 0) return 0;
    return this.#timed.size === 0 ? undefined : this.#firstDue() - this.#clock.now();
  }

  blockedLanes(): number {
    this.freeThoseDue();
    return [...this.#timed].filter((entry) => entry.lease === undefined && isHead(entry)).length;
  }

  #firstDue(): number {
    let first = Number.POSITIVE_INFINITY;
    for (const { until } of this.#timed) first = Math.min(first, until);
    return first;
  }

  #untime(entry: Entry): void {
    entry.until = 0;
    this.#timed.delete(entry);
  }

  /**
   * After any change to a lane: a head that can be claimed puts it behind the others, unless it waits there already. While
   * any event of it is claimed, none can be: one that came back in front of a claimed one waits for its end.
   */
  #placeLane(lane: Lane | undefined): void {
    if (lane === undefined) return;
    const [head] = lane.entries;
    if (head === undefined || this.#timed.has(head) || lane.claimed > 0) this.#ready.delete(lane);
    else this.#ready.add(lane);
  }
}

function isHead(entry: Entry): boolean {
  const [head] = entry.lane?.entries ?? [];
  return head === entry;
}
