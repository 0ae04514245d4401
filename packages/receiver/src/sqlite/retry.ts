import { monotonicNow } from "./monotonic-now.ts";
import { placeHead } from "./operations.ts";
import { readId } from "./rows.ts";
import type { Transaction } from "./transaction.ts";

/** Ends the waiting of events for their next attempt. @returns the ids of those that waited. */
export function retry(transaction: Transaction, ids: readonly string[]): readonly string[] {
  const now = monotonicNow();
  return ids.filter((id) => {
    const [n, salt] = readId(id);
    const row = transaction.run.endWait.get(n, salt, now);
    if (row === undefined) return false;
    placeHead(transaction, Number(row.lane), n);
    transaction.isChanged = true;
    transaction.isWaking = true;
    return true;
  });
}
