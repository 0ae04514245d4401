import type { DuplicateRule, NewEvent } from "../inbox.ts";
import { monotonicNow } from "./monotonic-now.ts";
import type { ReceiptRow } from "./rows.ts";
import { toStored } from "./stored-text.ts";
import type { Transaction } from "./transaction.ts";

interface FingerprintRow extends ReceiptRow {
  /** When it was committed, in microseconds of the monotonic clock. */
  readonly since: number;
}

/** How many fingerprints are added, at the most, before as many and more of the oldest are looked at and may be removed. */
const addedPerRemoval = 16;
const lookedAtPerRemoval = 2 * addedPerRemoval;

/**
 * @param time of the commit, by the wall clock.
 * @returns the last event of the same chat that said the same, when that was committed within the window.
 */
export function findDuplicate(
  { run }: Transaction,
  { chat, fingerprint }: NewEvent,
  time: number,
  rule: DuplicateRule,
): ReceiptRow | undefined {
  if (!(rule.windowMs >= 0)) throw new RangeError("A window is a number of milliseconds, 0 or more.");
  if (chat === undefined || fingerprint === undefined) return undefined;
  const row = run.findFingerprint.get(toStored(chat), toStored(fingerprint)) as unknown as
    | FingerprintRow
    | undefined;
  if (row === undefined) return undefined;
  // The monotonic clock starts anew with the machine, and the wall clock jumps. When one of them says that it is long ago,
  // it may be: rather miss a duplicate than take a genuine event for one.
  const age = Math.max((monotonicNow() - row.since) / 1000, time - row.time);
  return age >= 0 && age <= rule.windowMs ? row : undefined;
}

/** Stores what is needed to know the duplicates of an event, and removes some of what no window reaches any more. */
export function addFingerprint(
  transaction: Transaction,
  row: ReceiptRow & { readonly lane: number },
  { windowMs }: DuplicateRule,
): void {
  const { n, lane, fingerprint, sequence, salt, duplicate_of, time } = row;
  if (fingerprint === null || lane === 0) return;
  const { run } = transaction;
  const now = monotonicNow();
  run.addFingerprint.run(n, lane, fingerprint, sequence, salt, duplicate_of, time, now);
  if (transaction.fingerprintsLeft-- > 0) return;
  transaction.fingerprintsLeft = addedPerRemoval - 1;
  run.removeFingerprints.run(lookedAtPerRemoval, now, time, windowMs);
}
