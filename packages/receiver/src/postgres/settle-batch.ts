import { type Claim, maxLeaseMs, type Outcome } from "../inbox.ts";
import type { Database } from "./database.ts";
import { readLease } from "./rows.ts";
import { toStored } from "./stored-text.ts";

/** A claim that ends. */
export interface Ending {
  readonly claim: Claim;
  readonly outcome: Outcome | { readonly kind: "release" };
}

/** As the function `settle` knows them. */
const numbers = { done: 0, dead: 2, retry: 3, release: 4 } as const;
const doneAndKept = 1;

/** The most that is ended at once. */
const maxEndings = 1_000;

/** What may share a statement, which would not tell two ends of one claim apart. */
export function fitEndings(): (ending: Ending) => boolean {
  const leases = new Set<string>();
  return ({ claim: { lease } }) => {
    if (leases.has(lease) || leases.size === maxEndings) return false;
    leases.add(lease);
    return true;
  };
}

/** @returns of each whether its lease still held. */
export async function settleBatch(
  database: Database,
  batch: readonly Ending[],
  waker: string,
): Promise<boolean[]> {
  const leases = batch.map(({ claim }) => readLease(claim));
  const rows = await database.query<{ place: number }>(
    "SELECT place FROM inbox.settle($1, $2, $3, $4, $5, $6) AS place",
    [
      leases.map(([n]) => n),
      leases.map(([, token]) => token),
      batch.map(({ outcome }) =>
        outcome.kind === "done" && outcome.keep ? doneAndKept : numbers[outcome.kind],
      ),
      batch.map(({ outcome }) => (outcome.kind === "retry" ? toWaitUs(outcome.delayMs) : 0)),
      batch.map(({ outcome }) => ("error" in outcome ? toStored(outcome.error) : null)),
      waker,
    ],
  );
  const held = new Set(rows.map(({ place }) => place));
  return batch.map((_, i) => held.has(i + 1));
}

/** A time that the port allows, in microseconds. */
export function toWaitUs(ms: number): number {
  if (!(ms >= 0)) throw new RangeError("A lease and a delay are a number of milliseconds, 0 or more.");
  return Math.ceil(Math.min(ms, maxLeaseMs) * 1000);
}
