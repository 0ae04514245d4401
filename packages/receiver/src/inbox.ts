import type { Issue } from "@proto-webhooks/validators";

// Words: an event is pending from its commit until it is settled. Settled means done, dead or quarantined.
// Each event with a readable chat is in that chat's lane; the lane's head is its first pending event.
// A claim hands an event to one worker for the time of its lease. The worker extends the lease while its handler runs.
// Whoever lost the lease (it was paused, the time ran out) cannot settle any more: the claim is someone else's.

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
  /** How often it was handed to a handler. */
  readonly attempts: number;
  /** The last attempt's error, by its name only: a message may hold what a log must not. */
  readonly lastError?: string;
}

/** An event that was handed out to be handled. */
export interface Claim extends NewEvent {
  readonly receipt: Receipt;
  /** Which attempt this is, from 1. Attempts that ended with their process count. */
  readonly attempt: number;
  /** Names this claim, and no other of the same event. */
  readonly lease: string;
}

/** What is asked of `claim`. */
export interface ClaimRequest {
  /** The most events to hand out. */
  readonly limit: number;
  /** How long the claims hold unless they are extended, in milliseconds. At most `maxLeaseMs`. */
  readonly leaseMs: number;
  /** `chat`: only the heads of lanes, one of each. `none`: any pending events, the oldest first. */
  readonly ordering: "chat" | "none";
}

/** How an attempt ended. */
export type Outcome =
  | { readonly kind: "done" }
  /** It is to be tried again, not before the delay is over. Until then its lane waits. */
  | { readonly kind: "retry"; readonly delayMs: number; readonly error: string }
  | { readonly kind: "dead"; readonly error: string };

/** The books: `accepted = pending + done + dead + quarantined`, at every moment. */
export interface InboxStats {
  readonly accepted: number;
  /** To be handled, those being handled included. */
  readonly pending: number;
  readonly done: number;
  readonly dead: number;
  readonly quarantined: number;
}

/** The longest lease and the longest delay before a retry that an inbox takes, in milliseconds: a day. */
export const maxLeaseMs = 86_400_000;

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
   * Hands out up to `limit` events whose time has come: from each lane at most one, and none from a lane whose head is
   * claimed or waits for its next attempt. Fair: a lane that was served goes behind the others that wait. Counts the
   * attempt before it is made, so that one that takes the process with it is counted too.
   */
  claim(request: ClaimRequest): Promise<readonly Claim[]>;
  /**
   * Lets the leases of these claims run `leaseMs` from now.
   *
   * @returns those that were lost.
   */
  extend(claims: readonly Claim[], leaseMs: number): Promise<readonly Claim[]>;
  /**
   * Ends the claim with its outcome, durably.
   *
   * @returns false when the lease was lost: then nothing was changed.
   */
  settle(claim: Claim, outcome: Outcome): Promise<boolean>;
  /**
   * The attempt was broken off, and does not count: the event may be claimed again at once.
   *
   * @returns false when the lease was lost: then nothing was changed.
   */
  release(claim: Claim): Promise<boolean>;
  /**
   * The time until an event can be claimed that cannot be now, because it waits for its next attempt or its lease must
   * run out, in milliseconds; undefined when there is none. 0 when something can be claimed now.
   */
  nextInMs(): Promise<number | undefined>;
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
