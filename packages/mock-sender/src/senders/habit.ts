/** Which ones a habit concerns. Each has its own draw, so that what is drawn for one does not change another. */
export interface When {
  /** How likely each one is, from 0 to 1. */
  readonly probability?: number | undefined;
  /** Exactly these, counted from 1. */
  readonly at?: readonly number[] | undefined;
}

/** Several events in one delivery. Without it there is one in each. */
export interface Batches {
  readonly kind: "batches";
  /** The fewest and the most events in a delivery; how many is drawn for each. */
  readonly min: number;
  readonly max: number;
}

/** Why a delivery is sent again. An answer that was lost on its way is a `timeout` to the sender. */
export type RetryReason = "not_200" | "timeout" | "broken";

/** A delivery that failed is sent again. Without it there is one try. */
export interface Retries {
  readonly kind: "retries";
  readonly on: readonly RetryReason[];
  /** The most tries after the first. */
  readonly times: number;
  /** The wait before the second try, in milliseconds. It doubles with each try, up to `maxBackoffMs`. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** Events are grouped anew: split in two, or joined with those of the next delivery. */
  readonly regroup: boolean;
  /** `wait`: the deliveries behind it wait, as in order. `go_on`: they are sent, and it comes after them. */
  readonly meanwhile: "wait" | "go_on";
}

/** Up to `max` deliveries are under way at once. Without it each waits for the answer to the one before. */
export interface Parallel {
  readonly kind: "parallel";
  readonly max: number;
}

/** A delivery, and each of its tries, is written as JSON anew: other key order, spaces and escapes, same meaning. */
export interface Respelled extends When {
  readonly kind: "respelled";
}

/** A delivery is sent once more, whatever was answered, after `apart` others. */
export interface Duplicates extends When {
  readonly kind: "duplicates";
  readonly apart: number;
}

/** A delivery is overtaken by 1 to `by` of those behind it. */
export interface Reordered extends When {
  readonly kind: "reordered";
  readonly by: number;
}

/** The receiver answers a delivery, and the sender never sees the answer. */
export interface LostAnswers extends When {
  readonly kind: "lost_answers";
}

/** The body of a delivery drips: in so many chunks, with a pause before each. */
export interface SlowBodies extends When {
  readonly kind: "slow_bodies";
  readonly chunks: number;
  readonly pauseMs: number;
}

/** The connection breaks: in the middle of the body, or after it and before the answer. */
export interface Resets extends When {
  readonly kind: "resets";
  readonly during: "body" | "answer";
}

/** An event has properties that the spec does not list, at any depth. */
export interface UnknownFields extends When {
  readonly kind: "unknown_fields";
}

/** An event has one message more, of a type that the spec does not list. */
export interface UnknownMessages extends When {
  readonly kind: "unknown_messages";
}

/** Behind an event comes one more of its chat, of a type that the spec does not list. */
export interface UnknownEvents extends When {
  readonly kind: "unknown_events";
}

/** Everything optional in an event is there, and null. */
export interface Nulls extends When {
  readonly kind: "nulls";
}

/** One thing that a sender does. A plain value, which JSON can hold. */
export type Habit =
  | Batches
  | Retries
  | Parallel
  | Respelled
  | Duplicates
  | Reordered
  | LostAnswers
  | SlowBodies
  | Resets
  | UnknownFields
  | UnknownMessages
  | UnknownEvents
  | Nulls;

/**
 * How a sender behaves: its habits, in any order; what they do is always done in the same one. Senders are composed by
 * putting them into a list. `[]` sends each event once, in order, and never again.
 */
export type Sender = readonly (Habit | Sender)[];
