import type { NewEvent } from "../inbox.ts";
import { isToHandle } from "../is-to-handle.ts";
import { addFingerprint, type Compared, compare } from "./duplicates.ts";
import { type ReceiptRow, toId } from "./rows.ts";
import { toStored } from "./stored-text.ts";
import { type Arrival, type Moment, nextTicket, type Transaction } from "./transaction.ts";

const ready = 0;
const quarantined = 3;

/** Compares an event with those that are there, if that is asked for, and puts it behind its lane or into quarantine. */
export function put(transaction: Transaction, arrival: Arrival, moment: Moment): void {
  const { event, windowMs } = arrival;
  const compared = windowMs === null ? undefined : compare(transaction, event, moment, windowMs);
  putCompared(transaction, arrival, moment, compared);
}

/** Puts an event that was compared behind its lane or into quarantine. */
export function putCompared(
  transaction: Transaction,
  { n, event, windowMs }: Arrival,
  moment: Moment,
  compared: Compared | undefined,
): void {
  const duplicateOf = compared?.earlier ? toId(compared.earlier) : null;
  const row = putOne(transaction, n, event, moment, compared?.fingerprint ?? null, duplicateOf);
  if (windowMs === null || compared?.key === undefined) return;
  addFingerprint(transaction, row, compared.key, moment, windowMs);
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
