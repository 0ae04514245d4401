import type { StoredEvent } from "../inbox.ts";
import { monotonicNow } from "./monotonic-now.ts";
import { readId, type StoredRow, toStoredEvent } from "./rows.ts";
import type { Statements } from "./statements.ts";

/** The event with this receipt id, as far as it is kept. */
export function find(run: Statements, id: string): StoredEvent | undefined {
  const key = readId(id);
  const row = (run.find.get(...key) ?? run.findDone.get(...key)) as unknown as StoredRow | undefined;
  return row && toStoredEvent(row, monotonicNow());
}
