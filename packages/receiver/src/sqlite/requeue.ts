import type { Requeue } from "../inbox.ts";
import { readId } from "./rows.ts";
import { nextTicket, type Transaction } from "./transaction.ts";

const dead = 2;

/**
 * Makes dead and quarantined events pending ones again, each at its place in its lane. What their last error was stays
 * known until they fail again.
 *
 * @returns the ids of those that were dead or in quarantine and could be.
 */
export function requeue(transaction: Transaction, events: readonly Requeue[]): readonly string[] {
  return events.filter((event) => requeueOne(transaction, event)).map(({ id }) => id);
}

function requeueOne(transaction: Transaction, { id, kind }: Requeue): boolean {
  const { books, run } = transaction;
  const [n, salt] = readId(id);
  const row = run.settledForRequeue.get(n, salt) as { lane: number; state: number } | undefined;
  if (row === undefined) return false;
  const { lane, state } = row;
  if (state === dead) {
    books.dead--;
    run.requeue.run(null, n);
  } else {
    if (kind === undefined || lane === 0) return false;
    books.quarantined--;
    run.requeue.run(kind, n);
    run.forgetIssues.run(n);
  }
  books.pending++;
  run.putInLane.run(n, nextTicket(transaction), lane, n);
  transaction.isChanged = true;
  transaction.isWaking = true;
  return true;
}
