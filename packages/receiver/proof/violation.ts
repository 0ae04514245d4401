/** What of the promise was broken. */
export type Rule =
  /** Answered with 200, and not everything of it can be found. */
  | "lost"
  /** Some events of a delivery are stored and some are not. */
  | "half a delivery"
  /** One event of one delivery has two receipts. */
  | "stored twice"
  /** An event came back as another one, or its receipt changed. */
  | "changed"
  /** Two attempts of one chat at once. */
  | "overlap"
  /** An event was handed out before an earlier one of its chat was settled, or after a later one. */
  | "order"
  /** What was answered first is stored behind what was sent later. */
  | "order of commits"
  /** The sequences of a chat are not 1, 2, 3 … */
  | "gap"
  /** An event is neither done nor dead nor in quarantine, although nothing is pending any more. */
  | "unfinished"
  /** An event is dead that had attempts left. */
  | "dead too early"
  | "books"
  /** An answer that is neither 200 nor 503. */
  | "status"
  /** Events stay pending. */
  | "stuck"
  /** A process did not end as it should, or the store says that it is damaged. */
  | "damage";

export interface Violation {
  readonly rule: Rule;
  /** Where it was seen. */
  readonly what: string;
}
