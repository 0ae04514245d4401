/// <reference types="node" />
import { hash } from "node:crypto";
import { saidIn } from "../fingerprint.ts";
import type { NewEvent } from "../inbox.ts";
import { keyOf, mostFingerprints } from "./fingerprint-index.ts";
import type { ReceiptRow } from "./rows.ts";
import { fromStored, toStored } from "./stored-text.ts";
import type { Moment, Transaction } from "./transaction.ts";

interface FingerprintRow extends ReceiptRow {
  /** When it was committed, in microseconds of the monotonic clock. */
  readonly since: number;
}

/** How many fingerprints are added, at the most, before twice as many of the oldest are looked at and may be removed. */
const addedPerRemoval = 16;

/** How many rows are read at once when the index is made. */
const rowsPerRead = 10_000;

/** What came of comparing an event. */
export interface Compared {
  readonly fingerprint: string;
  /** In the index; undefined when there are no duplicates of the event. */
  readonly key: number | undefined;
  /** The last event of the same chat that said the same, when that was committed within the window before. */
  readonly earlier: ReceiptRow | undefined;
}

/** @param moment when the event was committed. */
export function compare(
  transaction: Transaction,
  { chat, json }: NewEvent,
  moment: Moment,
  windowMs: number,
): Compared {
  const fingerprint = hash("sha256", saidIn(json), "base64url");
  const key = keyOf({ chat, fingerprint });
  if (chat === undefined || key === undefined) return { fingerprint, key, earlier: undefined };
  return { fingerprint, key, earlier: findDuplicate(transaction, chat, fingerprint, key, moment, windowMs) };
}

function findDuplicate(
  transaction: Transaction,
  chat: string,
  fingerprint: string,
  key: number,
  moment: Moment,
  windowMs: number,
): ReceiptRow | undefined {
  completeIndex(transaction);
  const n = transaction.fingerprints.find(key);
  if (n === undefined) return undefined;
  const found = transaction.run.findFingerprint.get(n, toStored(chat), fingerprint);
  const row = found as unknown as FingerprintRow | undefined;
  if (row === undefined) return undefined;
  // The monotonic clock starts anew with the machine, and the wall clock jumps. When one of them says that it is long ago,
  // it may be: rather miss a duplicate than take a genuine event for one.
  const age = Math.max((moment.since - row.since) / 1000, moment.time - row.time);
  return age >= 0 && age <= windowMs ? row : undefined;
}

/** Learns what other processes added, and at first all that is there. */
function completeIndex(transaction: Transaction): void {
  if (transaction.isIndexed) return;
  transaction.isIndexed = true;
  const { fingerprints, run } = transaction;
  for (;;) {
    const rows = run.newFingerprints.all(fingerprints.last, rowsPerRead);
    for (const row of rows as unknown as NewRow[]) {
      const key = keyOf({ chat: fromStored(row.chat), fingerprint: fromStored(row.fingerprint) });
      if (key !== undefined) fingerprints.set(key, row.n);
    }
    if (rows.length < rowsPerRead) return;
  }
}

interface NewRow {
  readonly n: number;
  readonly chat: string | Uint8Array;
  readonly fingerprint: string | Uint8Array;
}

/** Stores what is needed to know the duplicates of an event, and removes some of what is no longer needed. */
export function addFingerprint(
  transaction: Transaction,
  { n, lane, fingerprint, sequence, salt, duplicate_of, time }: ReceiptRow & { readonly lane: number },
  key: number,
  { since }: Moment,
  windowMs: number,
): void {
  const { fingerprints, run } = transaction;
  run.addFingerprint.run(n, lane, fingerprint, sequence, salt, duplicate_of, time, since);
  fingerprints.add(key, n);
  if (transaction.fingerprintsLeft-- > 0) return;
  transaction.fingerprintsLeft = addedPerRemoval - 1;
  run.removeFingerprints.run(2 * addedPerRemoval, n - mostFingerprints, since, time, windowMs);
}
