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
  /** The request that brought the event, as W3C `traceparent`. Undefined when nobody traces. */
  readonly traceparent?: string | undefined;
}

/** What the inbox stamps on an event. Its place and its time are those of the commit. */
export interface Receipt {
  /** Unique; the same for every attempt. Use it as the key when your handler must not do a thing twice. */
  readonly id: string;
  /** The place of the event among those of its chat, from 1, invalid ones included. */
  readonly sequence: number;
  /** When it was committed: ISO 8601, UTC. For people; order comes from `sequence`. */
  readonly time: string;
  /** Its `fingerprintOf`: the same for two events that say the same. Missing when duplicates were not looked for. */
  readonly fingerprint?: string;
  /** The id of the last event of the chat with the same fingerprint, when that was committed within the window. */
  readonly suspectedDuplicateOf?: string;
}

/** What `commit` says of one event. The rest of its receipt may be made later, when somebody asks for the event. */
export interface Committed {
  /** The id of its receipt. */
  readonly id: string;
  /** It was a suspected duplicate and was not stored, as was asked for: the id is that of the event that it repeats. */
  readonly isDropped?: true;
}

/** How a commit deals with an event that says the same as an earlier one of its chat. */
export interface DuplicateRule {
  /** `flag`: it is stored, and its receipt names the earlier one. `drop`: it is not stored, and counted as dropped. */
  readonly mode: "flag" | "drop";
  /** How long ago the earlier one may have been committed, in milliseconds. */
  readonly windowMs: number;
}

/** Settled are all but `pending`. */
export type EventState = "pending" | "done" | "dead" | "quarantined";

/** An event in the inbox. */
export interface StoredEvent extends NewEvent {
  readonly receipt: Receipt;
  readonly state: EventState;
  /** How often it was claimed, to be handed to a handler. One that ends dead as its last attempt vanished has one more. */
  readonly attempts: number;
  /** The last attempt's error, by its name only: a message may hold what a log must not. */
  readonly lastError?: string;
  /** When it was settled: ISO 8601, UTC. */
  readonly settled?: string;
  /**
   * Of a pending event that cannot be claimed for its own sake: `lease`, it is being handled, and `ms` are what is left of
   * the lease; `retry`, it waits for its next attempt. In whole milliseconds, 0 when the time has come.
   */
  readonly waits?: { readonly for: "lease" | "retry"; readonly ms: number };
}

/** An event that was handed out to be handled. */
export interface Claim extends NewEvent {
  readonly receipt: Receipt;
  /** Which attempt this is, from 1. Attempts that ended with their process count. */
  readonly attempt: number;
  /** How many attempts right before this one came to no end: their lease ran out, as their process died or was paused. */
  readonly vanished: number;
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
  /** `keep`: it can be listed until it is purged. Otherwise nothing is left of it but its count. */
  | { readonly kind: "done"; readonly keep?: boolean }
  /** It is to be tried again, not before the delay is over. Until then its lane waits. */
  | { readonly kind: "retry"; readonly delayMs: number; readonly error: string }
  | { readonly kind: "dead"; readonly error: string };

/**
 * The books: `accepted = pending + done + dead + quarantined`, at every moment. They count all events that the inbox ever
 * accepted; a purge does not change them.
 */
export interface InboxStats {
  readonly accepted: number;
  /** To be handled, those being handled included. */
  readonly pending: number;
  readonly done: number;
  readonly dead: number;
  readonly quarantined: number;
  /** How many of the settled ones can still be listed: those that were neither purged nor let go when they were done. */
  readonly kept: { readonly done: number; readonly dead: number; readonly quarantined: number };
  /** Suspected duplicates that were not stored, as was asked for. They were not accepted. */
  readonly dropped: number;
}

/** What the books do not say about the pending events. Takes longer than `stats`. */
export interface Backlog {
  /** How long ago the oldest pending event was committed, in milliseconds, 0 or more; undefined when nothing is pending. */
  readonly oldestMs?: number;
  /** Chats that wait because their first pending event waits for its next attempt. */
  readonly blockedLanes: number;
}

/** Which part of a list is asked for. */
export interface ListRequest {
  /** Only events of this chat. */
  readonly chat?: string | undefined;
  /** The receipt id of the last event of the part before: goes on behind it, even when it is gone meanwhile. */
  readonly after?: string | undefined;
  /** The most events. Default: 100. */
  readonly limit?: number | undefined;
}

/** An event that is to be handled after all. */
export interface Requeue {
  /** Its receipt id. */
  readonly id: string;
  /** What it is to today's validators. Required for an event in quarantine; a dead one stays what it was. */
  readonly kind?: "valid" | "unrecognized";
}

/** Which settled events are removed: those to which all that is given applies. */
export interface PurgeRequest {
  readonly state: Exclude<EventState, "pending">;
  /** Only these, by receipt id. */
  readonly ids?: readonly string[] | undefined;
  /** Only those that were settled at least so many milliseconds ago. By the wall clock, where they outlive the process. */
  readonly olderThanMs?: number | undefined;
  /** Not the newest so many of the state, in commit order. */
  readonly keepNewest?: number | undefined;
  /** The most events to remove now, so that a call takes a moment only. */
  readonly limit: number;
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
   * them. Invalid ones go to quarantine, the others behind their lanes, in the order given. An event is compared by its
   * `fingerprintOf` with all of its chat that were committed before it, in the same delivery too.
   *
   * @param duplicates without it, and for an event without a chat, duplicates are not looked for.
   * @returns what became of each event, in the same order.
   */
  commit(events: readonly NewEvent[], duplicates?: DuplicateRule): Promise<readonly Committed[]>;
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
  backlog(): Promise<Backlog>;
  /** Events of one state, in commit order. There is no more when fewer come than were asked for. */
  list(state: EventState, request?: ListRequest): Promise<readonly StoredEvent[]>;
  /** The event with this receipt id, as far as it is kept. */
  find(id: string): Promise<StoredEvent | undefined>;
  /**
   * Has dead and quarantined events handled after all, all of them or none: each takes its place in its lane by its
   * sequence, and its attempts are counted from 0 again. It does not overtake an event that is claimed.
   *
   * @returns the ids of those that were dead or in quarantine; others are left as they are, as is an event in quarantine
   * without a `kind` or without a chat.
   */
  requeue(events: readonly Requeue[]): Promise<readonly string[]>;
  /**
   * Ends the waiting of pending events for their next attempt.
   *
   * @returns the ids of those that waited; others are left as they are.
   */
  retry(ids: readonly string[]): Promise<readonly string[]>;
  /**
   * Removes settled events, the oldest first.
   *
   * @returns how many. There are no more when it is less than the limit.
   */
  purge(request: PurgeRequest): Promise<number>;
  /** Lets go of the store. What would change something rejects from then on, the rest may. A further call does nothing. */
  close(): Promise<void>;
}
