import type { NewEvent } from "../inbox.ts";
import { isToHandle, put } from "./put.ts";
import { fromStored, toStored } from "./stored-text.ts";
import type { Arrival, Transaction } from "./transaction.ts";

/** What a row has of each event beside its text. */
type Head = readonly [
  kind: NewEvent["kind"],
  chat: string | null,
  /** Of the text, in UTF-16 units. */
  length: number,
  /** The window in which an earlier event makes it a suspected duplicate; null when duplicates are not looked for. */
  windowMs: number | null,
  traceparent: string | null,
  issues: NewEvent["issues"],
];

interface ArrivalsRow {
  readonly n: number;
  readonly salt: string;
  readonly time: number;
  readonly since: number;
  readonly heads: string;
  readonly bodies: string | Uint8Array;
}

/** What makes a row full, in events and in UTF-16 units, so that it can be read and put into lanes in a moment. */
const fullRow = { events: 64, length: 262_144 };

/** Writes what has arrived in this transaction. */
export function writeArrivals({ arriving, run, moment }: Transaction): void {
  for (let first = 0; first < arriving.length; ) {
    const row = arriving.slice(first, endOfRow(arriving, first));
    const heads = row.map(({ event, windowMs }): Head => {
      const { kind, chat = null, json, traceparent = null, issues } = event;
      return [kind, chat, json.length, windowMs, traceparent, issues];
    });
    run.addArrivals.run(
      row[0]?.n ?? 0,
      moment.salt,
      moment.time,
      moment.since,
      row.filter(({ event }) => isToHandle(event)).length,
      JSON.stringify(heads),
      toStored(row.map(({ event }) => event.json).join("")),
    );
    first += row.length;
  }
  arriving.length = 0;
}

function endOfRow(arriving: readonly Arrival[], first: number): number {
  let length = 0;
  for (let end = first; end < arriving.length; end++) {
    if (end - first >= fullRow.events || length >= fullRow.length) return end;
    length += arriving[end]?.event.json.length ?? 0;
  }
  return arriving.length;
}

/**
 * Puts what has arrived into its lanes, the oldest first, a row at a time.
 *
 * @param enough after so many events no further row is begun.
 * @returns how many events it put into lanes, less than that only when nothing is left.
 */
export function takeIn(transaction: Transaction, enough: number): number {
  const { arriving, run } = transaction;
  let taken = 0;
  while (taken < enough) {
    const row = run.firstArrivals.get() as unknown as ArrivalsRow | undefined;
    // What came in this very transaction was not written yet, and need not be.
    const arrivals = row ? readRow(row) : arriving.splice(0);
    for (const arrival of arrivals) put(transaction, arrival, row ?? transaction.moment);
    taken += arrivals.length;
    if (row === undefined) break;
    run.removeArrivals.run(row.n);
    transaction.isChanged = true;
  }
  return taken;
}

function readRow({ n, heads, bodies }: ArrivalsRow): Arrival[] {
  const text = fromStored(bodies);
  let end = 0;
  return (JSON.parse(heads) as Head[]).map(([kind, chat, length, windowMs, traceparent, issues], i) => {
    const json = text.slice(end, end + length);
    end += length;
    const event = { kind, chat: chat ?? undefined, json, issues, traceparent: traceparent ?? undefined };
    return { n: n + i, event, windowMs };
  });
}
