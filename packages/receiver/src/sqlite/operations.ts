import { type Claim, type ClaimRequest, maxLeaseMs, type Outcome } from "../inbox.ts";
import { takeIn, workOf } from "./arrivals.ts";
import { monotonicNow } from "./monotonic-now.ts";
import { type ClaimRow, readLease, toClaim } from "./rows.ts";
import { toLimit } from "./to-limit.ts";
import { nextTicket, type Transaction } from "./transaction.ts";

/** Hands out what can be claimed. When the disk is full, only what is in a lane: that needs no room. */
export function claim(transaction: Transaction, request: ClaimRequest, isFull = false): readonly Claim[] {
  const limit = toLimit(request.limit);
  const now = monotonicNow();
  const due = now + toWait(request.leaseMs);
  if (limit === 0) return [];
  const { run } = transaction;
  freeOverdue(transaction, now, limit);
  const find = () =>
    run[request.ordering === "chat" ? "heads" : "oldest"].all(limit) as unknown as ClaimRow[];
  const rows = isFull ? find() : findClaimable(transaction, find, limit);
  return rows.map((row) => {
    const ticket = nextTicket(transaction);
    transaction.isChanged = true;
    run.lease.run(ticket, now, due, row.n);
    run.leaveQueue.run(row.lane, row.n);
    return toClaim(row, ticket);
  });
}

/** The most work that a claim puts into lanes beyond what it hands out: some milliseconds. */
const mostTakenIn = 512;

/** How much it puts there at any rate for what it hands out: the more, the sooner a new chat has its turn. */
const takenInPerClaim = 1.25;

/**
 * What has arrived is put into lanes when the lanes have too little, and at any rate faster than events are handed out:
 * otherwise a chat whose first event arrives while others have many would have to wait until they have none. When what has
 * arrived is all of lanes that wait, a claim does not look through all of it: the next one goes on.
 */
function findClaimable(transaction: Transaction, find: () => ClaimRow[], limit: number): readonly ClaimRow[] {
  const { intake } = transaction;
  let taken = takeIn(transaction, intake.owed);
  let rows = find();
  while (rows.length < limit) {
    const most = mostTakenIn + workOfAll(rows) - taken;
    // As much again as before, since each time all is found anew.
    const more = takeIn(transaction, Math.min(most, Math.max(limit - rows.length, taken)));
    if (more === 0) break;
    taken += more;
    rows = find();
  }
  // Within bounds: nothing may have been there to put into lanes, or the transaction is rolled back.
  const owed = intake.owed + takenInPerClaim * workOfAll(rows) - taken;
  intake.owed = Math.max(-mostTakenIn, Math.min(owed, mostTakenIn));
  return rows;
}

function workOfAll(rows: readonly ClaimRow[]): number {
  return rows.reduce((work, row) => work + workOf(row), 0);
}

/** As many as are asked for are enough, some more keep them in order: what is left is found by the next claim. */
function freeOverdue(transaction: Transaction, now: number, limit: number): void {
  const rows = transaction.run.overdue.all(now, Math.max(limit, 100)) as unknown as {
    n: number;
    lane: number;
  }[];
  for (const { n, lane } of rows) {
    transaction.run.free.run(n);
    placeHead(transaction, lane, n);
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
  const { books } = transaction;
  const [n, ticket] = readLease(claim);
  const lane = changed(transaction, end(transaction, n, ticket, outcome));
  if (lane === undefined) return false;
  if (outcome.kind !== "retry") {
    books.pending--;
    books[outcome.kind]++;
  }
  placeHead(transaction, lane, n);
  return true;
}

function end({ run, books }: Transaction, n: number, ticket: number, outcome: Outcome): unknown {
  if (outcome.kind === "retry") {
    const now = monotonicNow();
    return run.retry.get(outcome.error, now, now + toWait(outcome.delayMs), n, ticket);
  }
  if (outcome.kind === "dead") return run.dead.get(outcome.error, Date.now(), n, ticket);
  const isKept = outcome.keep === true && Number(run.keepDone.run(Date.now(), n, ticket).changes) > 0;
  const row = run.done.get(n, ticket);
  if (isKept) books.kept_done++;
  else if (row !== undefined) run.deleteBody.run(n);
  return row;
}

/** @returns whether the lease still held. */
export function release(transaction: Transaction, claim: Claim): boolean {
  const [n, ticket] = readLease(claim);
  const lane = changed(transaction, transaction.run.release.get(n, ticket));
  if (lane === undefined) return false;
  placeHead(transaction, lane, n);
  return true;
}

/**
 * After an event was settled, or waits for nothing or for something else: when it was the head of its lane, the first
 * pending one is now.
 */
export function placeHead(transaction: Transaction, lane: number, n: number): void {
  transaction.run.nextHead.run(nextTicket(transaction), lane, lane, n);
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
