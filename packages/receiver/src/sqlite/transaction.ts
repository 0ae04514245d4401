import type { NewEvent } from "../inbox.ts";
import type { Books } from "./books.ts";
import type { FingerprintIndex } from "./fingerprint-index.ts";
import type { Statements } from "./statements.ts";

/** When events were committed. */
export interface Moment {
  /** Part of their ids: it makes them unique also among the files that grew from one backup. */
  readonly salt: string;
  /** In milliseconds of the wall clock. */
  readonly time: number;
  /** In microseconds of the monotonic clock. */
  readonly since: number;
}

/** An event that is counted in the books and in no lane yet. */
export interface Arrival {
  readonly n: number;
  readonly event: NewEvent;
  /** The window in which an earlier event makes it a suspected duplicate; null when duplicates are not looked for. */
  readonly windowMs: number | null;
}

/** What an operation works with while a transaction is open. */
export interface Transaction {
  readonly run: Statements;
  /** Read once at the start and written once at the end, however many operations share the transaction. */
  readonly books: Books;
  readonly moment: Moment;
  /** What was committed and is in no lane yet. It is written at the end, as one row if it can be. */
  readonly arriving: Arrival[];
  /** Something was changed, so there is something to commit. */
  isChanged: boolean;
  /** Something can be claimed that could not before. */
  isWaking: boolean;
  readonly fingerprints: FingerprintIndex;
  /** How much work the next claim is to put into lanes; less than 0 when some is ahead. It outlives the transaction. */
  readonly intake: { owed: number };
  /** The index has what other processes added. */
  isIndexed: boolean;
  /** How many fingerprints may be added before old ones are removed again. */
  fingerprintsLeft: number;
}

export type Operation<T> = (transaction: Transaction) => T;

export function nextTicket({ books }: Transaction): number {
  books.last_ticket++;
  return books.last_ticket;
}
