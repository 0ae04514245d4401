import type { Issue } from "@proto-webhooks/validators";
import type { Claim, EventState, NewEvent, Receipt, StoredEvent } from "../inbox.ts";
import { fromStored } from "./stored-text.ts";

type StoredText = string | Uint8Array;

/** What a receipt is made of. */
export interface ReceiptRow {
  readonly n: number;
  readonly sequence: number;
  readonly salt: string;
  /** In milliseconds of the wall clock. */
  readonly time: number;
  readonly fingerprint: StoredText | null;
  readonly duplicate_of: string | null;
}

interface EventRow extends ReceiptRow {
  readonly lane: number;
  readonly kind: NewEvent["kind"];
  readonly attempts: number;
  readonly chat: StoredText | null;
  readonly json: StoredText;
  readonly traceparent: StoredText | null;
}

/** A row of `heads` or `oldest`. */
export interface ClaimRow extends EventRow {
  readonly vanished: number;
}

/** A row of a list or of `find`. */
export interface StoredRow extends EventRow {
  readonly issues: string | null;
  readonly last_error: string | null;
  readonly settled: number | null;
  /** As numbered in the table `events`; null in the other table. */
  readonly state: number | null;
  readonly lease: number | null;
  readonly due: number | null;
}

const states: readonly EventState[] = ["pending", "pending", "dead", "quarantined"];

/** The salt makes an id unique also among the files that grew from one backup. */
export function toId({ n, salt }: Pick<ReceiptRow, "n" | "salt">): string {
  return `${n}-${salt}`;
}

/** The number and the salt of an id. Of one that is not ours, a number that no event has. */
export function readId(id: string): [n: number, salt: string] {
  const [, n, salt] = /^(\d{1,15})-(.+)$/s.exec(id) ?? [];
  return [Number(n ?? -1), salt ?? ""];
}

function toReceipt(row: ReceiptRow): Receipt {
  return {
    id: toId(row),
    sequence: row.sequence,
    time: new Date(row.time).toISOString(),
    ...(row.fingerprint !== null && { fingerprint: fromStored(row.fingerprint) }),
    ...(row.duplicate_of !== null && { suspectedDuplicateOf: row.duplicate_of }),
  };
}

function toEvent(row: EventRow, issues: readonly Issue[]): NewEvent & { readonly receipt: Receipt } {
  return {
    kind: row.kind,
    chat: row.chat === null ? undefined : fromStored(row.chat),
    json: fromStored(row.json),
    issues,
    ...(row.traceparent !== null && { traceparent: fromStored(row.traceparent) }),
    receipt: toReceipt(row),
  };
}

/** @param now on the monotonic clock. */
export function toStoredEvent(row: StoredRow, now: number): StoredEvent {
  return {
    ...toEvent(row, row.issues === null ? [] : (JSON.parse(row.issues) as Issue[])),
    state: row.state === null ? "done" : (states[row.state] ?? "pending"),
    attempts: row.attempts,
    ...(row.last_error && { lastError: row.last_error }),
    ...(row.settled !== null && { settled: new Date(row.settled).toISOString() }),
    ...(row.due !== null && {
      waits: { for: row.lease === null ? "retry" : "lease", ms: msUntil(row.due, now) },
    }),
  };
}

/** Of an event that is handed out, and so has no issues; the row is as it was before. */
export function toClaim(row: ClaimRow, ticket: number): Claim {
  return {
    ...toEvent(row, []),
    attempt: row.attempts + 1,
    vanished: row.vanished,
    lease: `${row.n}.${ticket}`,
  };
}

/** Whole milliseconds, 0 or more, until a time on the monotonic clock. */
export function msUntil(due: number, now: number): number {
  return Math.max(0, Math.ceil((due - now) / 1000));
}

/** The number of the event and of the ticket. Of a lease that is not one of ours, numbers that no row has. */
export function readLease({ lease }: Claim): [n: number, ticket: number] {
  const [, n, ticket] = /^(\d{1,15})\.(\d{1,15})$/.exec(lease) ?? [];
  return [Number(n ?? -1), Number(ticket ?? -1)];
}
