import type { Claim, Inbox, InboxStats, NewEvent, Receipt, StoredEvent } from "./inbox.ts";

/** The pending events of one chat, in commit order. */
interface Lane {
  readonly chat: string;
  /** A set is a queue whose front can be removed in constant time. */
  readonly events: Set<StoredEvent>;
  isClaimed: boolean;
}

/**
 * An inbox in the memory of this process: **it loses every event with the process**, also those that were answered
 * with 200. For tests and for a first look, not for production.
 *
 * It keeps dead and quarantined events, and a counter for each chat it ever saw, until the process ends.
 */
export function unsafeMemoryInbox(): Inbox {
  return new UnsafeMemoryInbox();
}

class UnsafeMemoryInbox implements Inbox {
  readonly #lanes = new Map<string, Lane>();
  /** Lanes with a head to claim, the one that waits longest in front. */
  readonly #ready = new Set<Lane>();
  readonly #sequences = new Map<string | undefined, number>();
  readonly #kept: Record<"quarantined" | "dead", StoredEvent[]> = { quarantined: [], dead: [] };
  readonly #subscribers = new Set<() => void>();
  #accepted = 0;
  #pending = 0;
  #done = 0;
  #isClosed = false;

  async commit(events: readonly NewEvent[]): Promise<readonly Receipt[]> {
    this.#checkOpen();
    const time = new Date().toISOString();
    const receipts = events.map((event) => this.#store(event, time));
    this.#wake();
    return receipts;
  }

  async claim(limit: number): Promise<readonly Claim[]> {
    this.#checkOpen();
    const claims: Claim[] = [];
    for (const lane of this.#ready) {
      if (claims.length >= limit) break;
      this.#ready.delete(lane);
      lane.isClaimed = true;
      // One attempt is all an event gets here, unless it was broken off, which does not count as one.
      for (const head of lane.events) {
        claims.push({ ...head, attempt: 1 });
        break;
      }
    }
    return claims;
  }

  async settle(claim: Claim, outcome: "done" | "dead"): Promise<void> {
    const lane = this.#claimedLane(claim);
    const [head] = lane.events;
    if (head === undefined) return;
    lane.events.delete(head);
    this.#pending--;
    if (outcome === "dead") this.#kept.dead.push(head);
    else this.#done++;
    if (lane.events.size === 0) this.#lanes.delete(lane.chat);
    else this.#ready.add(lane);
    this.#wake();
  }

  async release(claim: Claim): Promise<void> {
    this.#ready.add(this.#claimedLane(claim));
    this.#wake();
  }

  subscribe(wake: () => void): () => void {
    this.#subscribers.add(wake);
    return () => this.#subscribers.delete(wake);
  }

  async stats(): Promise<InboxStats> {
    const { quarantined, dead } = this.#kept;
    return {
      accepted: this.#accepted,
      pending: this.#pending,
      done: this.#done,
      dead: dead.length,
      quarantined: quarantined.length,
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
    const sequence = (this.#sequences.get(event.chat) ?? 0) + 1;
    this.#sequences.set(event.chat, sequence);
    const receipt: Receipt = { id: crypto.randomUUID(), sequence, time };
    const stored: StoredEvent = { ...event, receipt };
    this.#accepted++;
    if (event.kind === "invalid" || event.chat === undefined) {
      this.#kept.quarantined.push(stored);
    } else {
      this.#pending++;
      this.#append(event.chat, stored);
    }
    return receipt;
  }

  #append(chat: string, stored: StoredEvent): void {
    let lane = this.#lanes.get(chat);
    if (lane === undefined) {
      lane = { chat, events: new Set(), isClaimed: false };
      this.#lanes.set(chat, lane);
    }
    lane.events.add(stored);
    if (!lane.isClaimed) this.#ready.add(lane);
  }

  /** Ends the claim on a lane. Throws when there is none: two owners of one event must not go unnoticed. */
  #claimedLane(claim: Claim): Lane {
    const lane = claim.chat === undefined ? undefined : this.#lanes.get(claim.chat);
    const [head] = lane?.events ?? [];
    if (!lane?.isClaimed || head?.receipt.id !== claim.receipt.id) {
      throw new Error(`unsafeMemoryInbox: event ${claim.receipt.id} is not claimed.`);
    }
    lane.isClaimed = false;
    return lane;
  }

  #wake(): void {
    for (const wake of this.#subscribers) wake();
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new Error("unsafeMemoryInbox: the inbox is closed.");
  }
}
