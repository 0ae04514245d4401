import type { NewEvent } from "../inbox.ts";
import { isToHandle } from "../is-to-handle.ts";
import { put } from "./put.ts";
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

/** A row of so much work can be read and put into lanes in a moment. */
const fullRow = 64;

/** How many units of a text, as it is stored, take as long as all else that is done with an event. */
const unitsOfWork = 4_096;

/** How much work it is to put an event into its lane, or to hand it out: 1, or more when its text is long. */
export function workOf({ json }: { readonly json: string | Uint8Array }): number {
  return Math.max(1, json.length / unitsOfWork);
}

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
  let work = 0;
  let end = first;
  for (; end < arriving.length && work < fullRow; end++) work += workOf((arriving[end] as Arrival).event);
  return end;
}

/**
 * Puts what has arrived into its lanes, the oldest first, a row at a time.
 *
 * @param enough after so much work no further row is begun.
 * @returns how much work it was, less than that only when nothing is left.
 */
export function takeIn(transaction: Transaction, enough: number): number {
  const { arriving, run } = transaction;
  let taken = 0;
  while (taken < enough) {
    const row = run.firstArrivals.get() as unknown as ArrivalsRow | undefined;
    // What came in this very transaction was not written yet, and need not be.
    const arrivals = row ? readRow(row) : arriving.splice(0);
    // First, so that the events find its room in the file when the disk has no more.
    if (row) run.removeArrivals.run(row.n);
    for (const arrival of arrivals) {
      put(transaction, arrival, row ?? transaction.moment);
      taken += workOf(arrival.event);
    }
    if (row === undefined) break;
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
