/// <reference types="node" />
import { randomUUID } from "node:crypto";
import type { Committed, DuplicateRule, NewEvent } from "../inbox.ts";
import type { Database } from "./database.ts";
import { toReceipt } from "./rows.ts";
import { keyOf, toStored } from "./stored-text.ts";

/** What was given to one call of `commit`. */
export interface Delivery {
  readonly events: readonly NewEvent[];
  readonly duplicates: DuplicateRule | undefined;
}

/** The most that is stored at once, in events and in characters: some ten milliseconds of work for the server. */
const maxEvents = 1_000;
const maxLength = 4_000_000;

/** Of those without a readable chat. */
const lanelessKey = "0".repeat(32);

interface StoredRow {
  readonly id: string;
  readonly sequence: number;
  readonly time_ms: number;
  readonly duplicate_of: string | null;
  readonly is_dropped: boolean;
}

/** Whether one more delivery may share the statement: it has one rule for duplicates. */
export function fitsDelivery(batch: readonly Delivery[], next: Delivery): boolean {
  const [rule, nextRule] = [batch[0]?.duplicates, next.duplicates];
  if (rule?.mode !== nextRule?.mode || rule?.windowMs !== nextRule?.windowMs) return false;
  const all = [...batch, next].flatMap(({ events }) => events);
  return all.length <= maxEvents && all.reduce((sum, { json }) => sum + json.length, 0) <= maxLength;
}

/** @returns the receipts of each delivery. */
export async function storeBatch(
  database: Database,
  batch: readonly Delivery[],
  mayLose: boolean,
  waker: string,
): Promise<(readonly Committed[])[]> {
  const events = batch.flatMap((delivery) => delivery.events);
  const rule = batch[0]?.duplicates;
  const isWaking = events.some(({ kind, chat }) => kind !== "invalid" && chat !== undefined);
  const rows = await database.query<StoredRow>(
    "SELECT * FROM inbox.store($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    [
      events.map(({ chat }) => (chat === undefined ? lanelessKey : keyOf(chat))),
      events.map(({ chat }) => (chat === undefined ? null : toStored(chat))),
      events.map(() => randomUUID().slice(-12)),
      events.map(({ kind }) => kind),
      events.map(({ json }) => toStored(json)),
      events.map(({ issues }) => (issues.length > 0 ? JSON.stringify(issues) : null)),
      events.map(({ fingerprint }) => fingerprint && toStored(fingerprint)),
      events.map(({ fingerprint }) => (rule && fingerprint ? keyOf(fingerprint) : null)),
      events.map(({ traceparent }) => traceparent && toStored(traceparent)),
      rule ? Math.min(Math.ceil(rule.windowMs * 1000), Number.MAX_SAFE_INTEGER) : null,
      rule?.mode === "drop",
      mayLose,
      isWaking ? waker : null,
    ],
  );
  const receipts = rows.map((row, i) => toCommitted(row, events[i]?.fingerprint));
  let next = 0;
  return batch.map((delivery) => {
    const first = next;
    next += delivery.events.length;
    return receipts.slice(first, next);
  });
}

function toCommitted(row: StoredRow, fingerprint: string | undefined): Committed {
  const receipt = toReceipt(row.id, row.sequence, row.time_ms, fingerprint, row.duplicate_of);
  return row.is_dropped ? { ...receipt, isDropped: true } : receipt;
}
