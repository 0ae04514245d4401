import type { Issue } from "@proto-webhooks/validators";
import type { Claim, EventState, NewEvent, Receipt, StoredEvent } from "../inbox.ts";
import { fromStored } from "./stored-text.ts";

/** A row of the view `shown`. */
export interface EventRow {
  readonly n: number;
  readonly sequence: number;
  readonly salt: string;
  readonly time_ms: number;
  readonly kind: NewEvent["kind"];
  readonly state: number;
  readonly attempts: number;
  readonly vanished: number;
  readonly lease: string | null;
  readonly due: number | null;
  readonly last_error: string | null;
  readonly settled_ms: number | null;
  readonly json: string;
  readonly issues: string | null;
  readonly fingerprint: string | null;
  readonly duplicate_of: string | null;
  readonly traceparent: string | null;
  readonly chat: string | null;
}

/** As numbered in the table `events`. */
export const stateNumbers: Readonly<Record<EventState, readonly number[]>> = {
  pending: [0, 1, 2],
  done: [3],
  dead: [4],
  quarantined: [5],
};

const states: readonly EventState[] = ["pending", "pending", "pending", "done", "dead", "quarantined"];
const claimed = 2;

const toTime = (ms: number): string => new Date(ms).toISOString();

function toReceipt(
  id: string,
  sequence: number,
  timeMs: number,
  fingerprint: string | undefined,
  duplicateOf: string | null,
): Receipt {
  return {
    id,
    sequence,
    time: toTime(timeMs),
    ...(fingerprint !== undefined && { fingerprint }),
    ...(duplicateOf !== null && { suspectedDuplicateOf: duplicateOf }),
  };
}

function toEvent(row: EventRow): NewEvent & { receipt: Receipt } {
  const fingerprint = row.fingerprint === null ? undefined : fromStored(row.fingerprint);
  return {
    kind: row.kind,
    chat: row.chat === null ? undefined : fromStored(row.chat),
    json: fromStored(row.json),
    issues: row.issues === null ? [] : (JSON.parse(row.issues) as Issue[]),
    ...(row.traceparent !== null && { traceparent: fromStored(row.traceparent) }),
    receipt: toReceipt(`${row.n}-${row.salt}`, row.sequence, row.time_ms, fingerprint, row.duplicate_of),
  };
}

/** @param nowUs the time of the clock that `due` is on. */
export function toStoredEvent(row: EventRow & { readonly now_us: number }): StoredEvent {
  return {
    ...toEvent(row),
    state: states[row.state] ?? "pending",
    attempts: row.attempts,
    ...(row.last_error !== null && { lastError: fromStored(row.last_error) }),
    ...(row.settled_ms !== null && { settled: toTime(row.settled_ms) }),
    ...(row.due !== null && {
      waits: { for: row.state === claimed ? "lease" : "retry", ms: msUntil(row.due - row.now_us) },
    }),
  };
}

/** Of an event that was just handed out. */
export function toClaim(row: EventRow): Claim {
  return {
    ...toEvent(row),
    attempt: row.attempts,
    vanished: row.vanished,
    lease: `${row.n}.${row.lease}`,
  };
}

/** Whole milliseconds that are not over before these microseconds are. */
export function msUntil(us: number): number {
  return Math.max(0, Math.ceil(us / 1000));
}

/** The number of the event and the token of the claim. Of a lease that is not one of ours, some that no row has. */
export function readLease({ lease }: Claim): [n: number, token: string] {
  const [, n, token] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(lease) ?? [];
  return [Number(n ?? -1), token ?? "00000000-0000-0000-0000-000000000000"];
}

/** The number and the salt of an event. Of an id that is not one of ours, some that no row has. */
export function readId(id: string): [n: number, salt: string] {
  const [, n, salt] = /^(\d{1,15})-([0-9a-f]{12})$/.exec(id) ?? [];
  return [Number(n ?? -1), salt ?? ""];
}
