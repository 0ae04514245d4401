import type { Issue } from "@proto-webhooks/validators";

// Words: an event is pending from its commit until it is settled. Settled means done, dead or quarantined.
// Each event with a readable chat is in that chat's lane; the lane's head is its first pending event.

/** An event on its way into the inbox. */
export interface NewEvent {
  /** Where the event goes, and what it was to the validators when it came. */
  readonly kind: "valid" | "unrecognized" | "invalid";
  /** The `chat.id`, which names the lane. Undefined when it could not be read; only invalid events lack it. */
  readonly chat: string | undefined;
  /** The exact text of the event as it stood in the delivery. */
  readonly json: string;
  /** What the validators said; empty unless the event is invalid. */
  readonly issues: readonly Issue[];
}

/** What the inbox stamps on an event at commit. */
export interface Receipt {
  /** Unique; the same for every attempt. Use it as the key when your handler must not do a thing twice. */
  readonly id: string;
  /** The place of the event among those of its chat, from 1, invalid ones included. */
  readonly sequence: number;
  /** When it was committed: ISO 8601, UTC. For people; order comes from `sequence`. */
  readonly time: string;
}

/** An event in the inbox. */
export interface StoredEvent extends NewEvent {
  readonly receipt: Receipt;
}

/** An event that was handed out to be handled. */
export interface Claim extends StoredEvent {
  /** Which attempt this is, from 1. */
  readonly attempt: number;
}

/** The books: `accepted = pending + done + dead + quarantined`, at every moment. */
export interface InboxStats {
  readonly accepted: number;
  /** To be handled, those being handled included. */
  readonly pending: number;
  readonly done: number;
  readonly dead: number;
  readonly quarantined: number;
}

/**
 * A store of events between the answer and the handler. It knows no HTTP and no handlers.
 *
 * Every method may reject when the store is out of reach; none may wait forever.
 */
export interface Inbox {
  /**
   * Stores the events of one delivery, all or none, and resolves when they are where the store promises to keep
   * them. Invalid ones go to quarantine, the others behind their lanes, in the order given.
   *
   * @returns one receipt for each event, in the same order.
   */
  commit(events: readonly NewEvent[]): Promise<readonly Receipt[]>;
  /**
   * Hands out the heads of up to `limit` lanes, from each lane at most one, and none from a lane whose head is
   * handed out already. Fair: a lane that was served goes behind the others that wait.
   */
  claim(limit: number): Promise<readonly Claim[]>;
  /** The attempt is over: the event is done, or dead. Its lane's next event becomes the head. */
  settle(claim: Claim, outcome: "done" | "dead"): Promise<void>;
  /** The attempt was broken off: the event stays the head of its lane and may be claimed again. */
  release(claim: Claim): Promise<void>;
  /**
   * Calls `wake` whenever there may be something new to claim. Too often is harmless, never is not.
   *
   * @returns ends the subscription.
   */
  subscribe(wake: () => void): () => void;
  stats(): Promise<InboxStats>;
  /** The events in quarantine or among the dead, oldest first. */
  list(state: "quarantined" | "dead"): Promise<readonly StoredEvent[]>;
  /** Lets go of the store. `commit` and `claim` reject from then on. */
  close(): Promise<void>;
}
