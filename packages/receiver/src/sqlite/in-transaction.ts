/// <reference types="node" />
import { randomUUID } from "node:crypto";
import { writeArrivals } from "./arrivals.ts";
import { readBooks, writeBooks } from "./books.ts";
import { monotonicNow } from "./monotonic-now.ts";
import type { Operation, Transaction } from "./transaction.ts";

/** What one transaction has from another. */
type Lasting = Pick<Transaction, "run" | "fingerprints" | "intake">;

/** Runs operations in one transaction, all or none. When it returns, what they did is on the disk. */
export function inTransaction<T>(
  { run, fingerprints, intake }: Lasting,
  operations: readonly Operation<T>[],
): [T[], boolean] {
  run.begin.run();
  const transaction: Transaction = {
    run,
    books: readBooks(run),
    moment: { salt: randomUUID().slice(-12), time: Date.now(), since: monotonicNow() },
    arriving: [],
    isChanged: false,
    isWaking: false,
    fingerprints,
    intake,
    isIndexed: false,
    fingerprintsLeft: 0,
  };
  const results = operations.map((operation) => operation(transaction));
  writeArrivals(transaction);
  if (transaction.isChanged) writeBooks(run, transaction.books);
  run.commit.run();
  fingerprints.keep();
  return [results, transaction.isWaking];
}
