import type { NewEvent } from "../inbox.ts";
import { addFingerprint, findDuplicate, markOf } from "./duplicates.ts";
import { type ReceiptRow, toId } from "./rows.ts";
import { toStored } from "./stored-text.ts";
import { type Arrival, type Moment, nextTicket, type Transaction } from "./transaction.ts";

const ready = 0;
const quarantined = 3;

/** Whether the event goes to a handler; the others go to quarantine. */
export function isToHandle({ kind, chat }: NewEvent): boolean {
  return kind !== "invalid" && chat !== undefined;
}

/** Puts an event behind its lane or into quarantine, and compares it with those that are there. */
export function put(transaction: Transaction, { n, event, windowMs }: Arrival, moment: Moment): void {
  const mark = windowMs === null ? undefined : markOf(event);
  if (windowMs === null || mark?.key === undefined) {
    putOne(transaction, n, event, moment, mark?.fingerprint ?? null, null);
    return;
  }
  const earlier = findDuplicate(transaction, event, mark, moment, windowMs);
  const duplicateOf = earlier ? toId(earlier) : null;
  const row = putOne(transaction, n, event, moment, mark.fingerprint, duplicateOf);
  addFingerprint(transaction, row, mark.key, moment, windowMs);
}

function putOne(
  transaction: Transaction,
  n: number,
  event: NewEvent,
  { salt, time }: Moment,
  fingerprint: string | null,
  duplicateOf: string | null,
): ReceiptRow & { readonly lane: number } {
  const { run } = transaction;
  const isPending = isToHandle(event);
  const { id: lane, last_sequence: sequence } = (
    event.chat === undefined
      ? run.joinLaneless.get()
      : run.joinLane.get(
          toStored(event.chat),
          isPending ? n : null,
          isPending ? nextTicket(transaction) : null,
        )
  ) as { id: number; last_sequence: number };
  const [state, settled] = isPending ? [ready, null] : [quarantined, time];
  run.insertEvent.run(n, lane, sequence, event.kind, salt, time, state, settled);
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
