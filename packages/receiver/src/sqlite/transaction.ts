import { type Books, readBooks, writeBooks } from "./books.ts";
import type { FingerprintIndex } from "./fingerprint-index.ts";
import type { Statements } from "./statements.ts";

/** What an operation works with while a transaction is open. */
export interface Transaction {
  readonly run: Statements;
  /** Read once at the start and written once at the end, however many operations share the transaction. */
  readonly books: Books;
  /** Something was changed, so there is something to commit. */
  isChanged: boolean;
  /** Something can be claimed that could not before. */
  isWaking: boolean;
  readonly fingerprints: FingerprintIndex;
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

/** Runs operations in one transaction, all or none. When it returns, what they did is on the disk. */
export function inTransaction<T>(
  run: Statements,
  fingerprints: FingerprintIndex,
  operations: readonly Operation<T>[],
): [T[], boolean] {
  run.begin.run();
  const transaction: Transaction = {
    run,
    books: readBooks(run),
    isChanged: false,
    isWaking: false,
    fingerprints,
    isIndexed: false,
    fingerprintsLeft: 0,
  };
  const results = operations.map((operation) => operation(transaction));
  if (transaction.isChanged) writeBooks(run, transaction.books);
  run.commit.run();
  fingerprints.keep();
  return [results, transaction.isWaking];
}
