import type { Committed, DuplicateRule, NewEvent } from "../inbox.ts";
import { isToHandle } from "../is-to-handle.ts";
import { takeIn } from "./arrivals.ts";
import { compare } from "./duplicates.ts";
import { putCompared } from "./put.ts";
import { toId } from "./rows.ts";
import type { Arrival, Transaction } from "./transaction.ts";

/** Stores the events of one delivery. They are put into their lanes when somebody asks for them. */
export function store(
  transaction: Transaction,
  events: readonly NewEvent[],
  rule?: DuplicateRule,
): readonly Committed[] {
  if (rule && !(rule.windowMs >= 0)) {
    throw new RangeError("A window is a number of milliseconds, 0 or more.");
  }
  if (rule?.mode === "drop") return storeOrDrop(transaction, events, rule.windowMs);
  return events.map((event) => {
    const arrival = arrive(transaction, event, rule?.windowMs ?? null);
    transaction.arriving.push(arrival);
    return { id: toId({ n: arrival.n, salt: transaction.moment.salt }) };
  });
}

/** What is not stored is told at once, so that these events, and all before them, are compared now. */
function storeOrDrop(
  transaction: Transaction,
  events: readonly NewEvent[],
  windowMs: number,
): readonly Committed[] {
  const { books, moment } = transaction;
  takeIn(transaction, Number.POSITIVE_INFINITY);
  return events.map((event) => {
    const compared = compare(transaction, event, moment, windowMs);
    if (compared.earlier) {
      books.dropped++;
      transaction.isChanged = true;
      return { id: toId(compared.earlier), isDropped: true };
    }
    const arrival = arrive(transaction, event, windowMs);
    putCompared(transaction, arrival, moment, compared);
    return { id: toId({ n: arrival.n, salt: moment.salt }) };
  });
}

/** Enters an event in the books. */
function arrive(transaction: Transaction, event: NewEvent, windowMs: number | null): Arrival {
  // Its text is joined with others: what is none would become one.
  if (typeof event.json !== "string") throw new TypeError("The text of an event must be a string.");
  const { books } = transaction;
  const isPending = isToHandle(event);
  books.accepted++;
  books[isPending ? "pending" : "quarantined"]++;
  transaction.isChanged = true;
  transaction.isWaking ||= isPending;
  // JSON knows no infinity.
  const window = windowMs === null ? null : Math.min(windowMs, Number.MAX_SAFE_INTEGER);
  return { n: ++books.last_event, event, windowMs: window };
}
