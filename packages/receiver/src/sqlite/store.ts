/// <reference types="node" />
import { randomUUID } from "node:crypto";
import type { Committed, DuplicateRule, NewEvent } from "../inbox.ts";
import { addFingerprint, findDuplicate } from "./duplicates.ts";
import { keyOf } from "./fingerprint-index.ts";
import { type ReceiptRow, toId, toReceipt } from "./rows.ts";
import { toStored } from "./stored-text.ts";
import { nextTicket, type Transaction } from "./transaction.ts";

const ready = 0;
const quarantined = 3;

/** Stores the events of one delivery. */
export function store(
  transaction: Transaction,
  events: readonly NewEvent[],
  rule?: DuplicateRule,
): readonly Committed[] {
  const time = Date.now();
  return events.map((event) => storeOrDrop(transaction, event, time, rule));
}

function storeOrDrop(
  transaction: Transaction,
  event: NewEvent,
  time: number,
  rule: DuplicateRule | undefined,
): Committed {
  const key = rule && keyOf(event);
  if (rule === undefined || key === undefined) return toReceipt(storeOne(transaction, event, time, null));
  const earlier = findDuplicate(transaction, event, key, time, rule);
  if (earlier && rule.mode === "drop") {
    transaction.books.dropped++;
    transaction.isChanged = true;
    return { ...toReceipt(earlier), isDropped: true };
  }
  const row = storeOne(transaction, event, time, earlier ? toId(earlier) : null);
  addFingerprint(transaction, row, key, rule);
  return toReceipt(row);
}

function storeOne(
  transaction: Transaction,
  event: NewEvent,
  time: number,
  duplicateOf: string | null,
): ReceiptRow & { readonly lane: number } {
  const { books, run } = transaction;
  const isPending = event.kind !== "invalid" && event.chat !== undefined;
  const n = ++books.last_event;
  books.accepted++;
  books[isPending ? "pending" : "quarantined"]++;
  transaction.isChanged = true;
  transaction.isWaking ||= isPending;
  const { id: lane, last_sequence: sequence } = (
    event.chat === undefined
      ? run.joinLaneless.get()
      : run.joinLane.get(
          toStored(event.chat),
          isPending ? n : null,
          isPending ? nextTicket(transaction) : null,
        )
  ) as { id: number; last_sequence: number };
  const salt = randomUUID().slice(-12);
  const [state, settled] = isPending ? [ready, null] : [quarantined, time];
  run.insertEvent.run(n, lane, sequence, event.kind, salt, time, state, settled);
  const fingerprint = event.fingerprint === undefined ? null : toStored(event.fingerprint);
  run.insertBody.run(
    n,
    toStored(event.json),
    event.issues.length > 0 ? JSON.stringify(event.issues) : null,
    fingerprint,
    duplicateOf,
    event.traceparent === undefined ? null : toStored(event.traceparent),
  );
  return { n, lane, sequence, salt, time, fingerprint, duplicate_of: duplicateOf };
}
