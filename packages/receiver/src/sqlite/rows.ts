import type { Issue } from "@proto-webhooks/validators";
import type { Claim, NewEvent, Receipt, StoredEvent } from "../inbox.ts";
import { fromStored } from "./stored-text.ts";

/** A row of `heads`, `oldest` or `list`. */
export interface EventRow {
  readonly n: number;
  readonly lane: number;
  readonly sequence: number;
  readonly kind: NewEvent["kind"];
  readonly salt: string;
  readonly time: number;
  readonly attempts: number;
  readonly last_error?: string | null;
  readonly chat: string | Uint8Array | null;
  readonly json: string | Uint8Array;
  readonly issues?: string | null;
}

/** The salt makes an id unique also among the files that grew from one backup. */
export function toReceipt({ n, salt, sequence, time }: Omit<EventRow, "chat" | "json">): Receipt {
  return { id: `${n}-${salt}`, sequence, time: new Date(time).toISOString() };
}

function toEvent(row: EventRow): Omit<StoredEvent, "attempts" | "lastError"> {
  return {
    kind: row.kind,
    chat: row.chat === null ? undefined : fromStored(row.chat),
    json: fromStored(row.json),
    issues: row.issues ? (JSON.parse(row.issues) as Issue[]) : [],
    receipt: toReceipt(row),
  };
}

export function toStoredEvent(row: EventRow): StoredEvent {
  const event = { ...toEvent(row), attempts: row.attempts };
  return row.last_error ? { ...event, lastError: row.last_error } : event;
}

/** Of an event that is handed out; the row is as it was before. */
export function toClaim(row: EventRow, ticket: number): Claim {
  return { ...toEvent(row), attempt: row.attempts + 1, lease: `${row.n}.${ticket}` };
}

/** The number of the event and of the ticket. Of a lease that is not one of ours, numbers that no row has. */
export function readLease({ lease }: Claim): [n: number, ticket: number] {
  const [, n, ticket] = /^(\d{1,15})\.(\d{1,15})$/.exec(lease) ?? [];
  return [Number(n ?? -1), Number(ticket ?? -1)];
}
