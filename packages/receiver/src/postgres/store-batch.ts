/// <reference types="node" />
import { randomUUID } from "node:crypto";
import { fingerprintOf } from "../fingerprint.ts";
import type { Committed, DuplicateRule, NewEvent } from "../inbox.ts";
import { isToHandle } from "../is-to-handle.ts";
import type { Database } from "./database.ts";
import { keyOf, toStored } from "./stored-text.ts";

/** What was given to one call of `commit`. */
export interface Delivery {
  readonly events: readonly NewEvent[];
  readonly duplicates: DuplicateRule | undefined;
}

/** The most that is stored at once, in events and in characters: some ten milliseconds of work for the server. */
const maxEvents = 1_000;
const maxLength = 4_000_000;

/** A window that is longer is as long as this, which PostgreSQL can still reckon with: a hundred years. */
const longestWindowMs = 100 * 365 * 86_400_000;

/** Of those without a readable chat. */
const lanelessKey = "0".repeat(32);

interface StoredRow {
  readonly id: string;
  readonly is_dropped: boolean;
}

/** What may share a statement, which knows one rule for duplicates. */
export function fitDeliveries(): (delivery: Delivery) => boolean {
  let rule: DuplicateRule | undefined | "any" = "any";
  let count = 0;
  let length = 0;
  return ({ events, duplicates }) => {
    if (rule === "any") rule = duplicates;
    count += events.length;
    for (const { json } of events) length += json.length;
    const isSame = rule?.mode === duplicates?.mode && rule?.windowMs === duplicates?.windowMs;
    return isSame && count <= maxEvents && length <= maxLength;
  };
}

/** @returns what became of the events of each delivery. */
export async function storeBatch(
  database: Database,
  batch: readonly Delivery[],
  mayLose: boolean,
  waker: string,
): Promise<(readonly Committed[])[]> {
  const events = batch.flatMap((delivery) => delivery.events);
  const rule = batch[0]?.duplicates;
  const isWaking = events.some(isToHandle);
  const fingerprints = rule ? await Promise.all(events.map(({ json }) => fingerprintOf(json))) : [];
  const rows = await database.query<StoredRow>(
    "SELECT id, is_dropped FROM inbox.store($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    [
      events.map(({ chat }) => (chat === undefined ? lanelessKey : keyOf(chat))),
      events.map(({ chat }) => (chat === undefined ? null : toStored(chat))),
      events.map(() => randomUUID().slice(-12)),
      events.map(({ kind }) => kind),
      events.map(({ json }) => toStored(json)),
      events.map(({ issues }) => (issues.length > 0 ? JSON.stringify(issues) : null)),
      events.map((_, i) => fingerprints[i] ?? null),
      events.map(({ chat }, i) => {
        const fingerprint = fingerprints[i];
        return chat === undefined || fingerprint === undefined ? null : keyOf(fingerprint);
      }),
      events.map(({ traceparent }) => (traceparent === undefined ? null : toStored(traceparent))),
      rule ? Math.ceil(Math.min(rule.windowMs, longestWindowMs) * 1000) : null,
      rule?.mode === "drop",
      mayLose,
      isWaking ? waker : null,
    ],
  );
  const committed = rows.map(toCommitted);
  let next = 0;
  return batch.map((delivery) => {
    const first = next;
    next += delivery.events.length;
    return committed.slice(first, next);
  });
}

function toCommitted({ id, is_dropped: isDropped }: StoredRow): Committed {
  return isDropped ? { id, isDropped } : { id };
}
