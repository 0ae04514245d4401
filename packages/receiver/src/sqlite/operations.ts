/// <reference types="node" />
import { randomUUID } from "node:crypto";
import {
  type Claim,
  type ClaimRequest,
  maxLeaseMs,
  type NewEvent,
  type Outcome,
  type Receipt,
} from "../inbox.ts";
import { monotonicNow } from "./monotonic-now.ts";
import { type EventRow, readLease, toClaim, toReceipt } from "./rows.ts";
import { toStored } from "./stored-text.ts";
import { nextTicket, type Transaction } from "./transaction.ts";

const ready = 0;
const quarantined = 3;

/** Stores the events of one delivery. */
export function store(transaction: Transaction, events: readonly NewEvent[]): readonly Receipt[] {
  const time = Date.now();
  return events.map((event) => storeOne(transaction, event, time));
}

function storeOne(transaction: Transaction, event: NewEvent, time: number): Receipt {
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
  run.insertEvent.run(n, lane, sequence, event.kind, salt, time, isPending ? ready : quarantined);
  run.insertBody.run(n, toStored(event.json), event.issues.length > 0 ? JSON.stringify(event.issues) : null);
  return toReceipt({ n, lane, sequence, kind: event.kind, salt, time, attempts: 0 });
}

/** Hands out what can be claimed. */
export function claim(transaction: Transaction, request: ClaimRequest): readonly Claim[] {
  const limit = Math.floor(request.limit);
  const now = monotonicNow();
  const due = now + toWait(request.leaseMs);
  if (!(limit > 0)) return [];
  const { run } = transaction;
  freeOverdue(transaction, now, limit);
  const found = request.ordering === "chat" ? run.heads : run.oldest;
  const rows = found.all(limit) as unknown as EventRow[];
  return rows.map((row) => {
    const ticket = nextTicket(transaction);
    transaction.isChanged = true;
    run.lease.run(ticket, now, due, row.n);
    run.leaveQueue.run(row.lane, row.n);
    return toClaim(row, ticket);
  });
}

/** As many as are asked for are enough, some more keep them in order: what is left is found by the next claim. */
function freeOverdue(transaction: Transaction, now: number, limit: number): void {
  const rows = transaction.run.overdue.all(now, Math.max(limit, 100)) as unknown as {
    n: number;
    lane: number;
  }[];
  for (const { n, lane } of rows) {
    transaction.run.free.run(n);
    transaction.run.joinQueue.run(nextTicket(transaction), lane, n);
    transaction.isChanged = true;
  }
}

/** @returns the claims that were lost. */
export function extend(
  transaction: Transaction,
  claims: readonly Claim[],
  leaseMs: number,
): readonly Claim[] {
  const now = monotonicNow();
  const due = now + toWait(leaseMs);
  return claims.filter((claim) => {
    const { changes } = transaction.run.extend.run(now, due, ...readLease(claim));
    transaction.isChanged ||= Number(changes) > 0;
    return Number(changes) === 0;
  });
}

/** @returns whether the lease still held. */
export function settle(transaction: Transaction, claim: Claim, outcome: Outcome): boolean {
  const { books, run } = transaction;
  const [n, ticket] = readLease(claim);
  if (outcome.kind === "retry") {
    const now = monotonicNow();
    const row = run.retry.get(outcome.error, now, now + toWait(outcome.delayMs), n, ticket);
    return changed(transaction, row) !== undefined;
  }
  const row = outcome.kind === "done" ? run.done.get(n, ticket) : run.dead.get(outcome.error, n, ticket);
  const lane = changed(transaction, row);
  if (lane === undefined) return false;
  if (outcome.kind === "done") run.deleteBody.run(n);
  books.pending--;
  books[outcome.kind]++;
  run.nextHead.run(nextTicket(transaction), lane, lane, n);
  return true;
}

/** @returns whether the lease still held. */
export function release(transaction: Transaction, claim: Claim): boolean {
  const [n, ticket] = readLease(claim);
  const lane = changed(transaction, transaction.run.release.get(n, ticket));
  if (lane === undefined) return false;
  transaction.run.joinQueue.run(nextTicket(transaction), lane, n);
  return true;
}

/** @returns the lane of the row that a statement changed, if it changed one. */
function changed(transaction: Transaction, row: unknown): number | undefined {
  if (row === undefined) return undefined;
  transaction.isChanged = true;
  // Too often is harmless: a retry or the last event of a lane opens nothing but a timer.
  transaction.isWaking = true;
  return (row as { lane: number }).lane;
}

/** A time that the port allows, in microseconds. */
function toWait(ms: number): number {
  if (!(ms >= 0)) throw new RangeError("A lease and a delay are a number of milliseconds, 0 or more.");
  return Math.ceil(Math.min(ms, maxLeaseMs) * 1000);
}
