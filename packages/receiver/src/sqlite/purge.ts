import type { PurgeRequest } from "../inbox.ts";
import { readId } from "./rows.ts";
import type { Statements } from "./statements.ts";
import { toLimit } from "./to-limit.ts";
import type { Transaction } from "./transaction.ts";

interface Bounds {
  /** Only events with a smaller number, so that the newest stay. */
  readonly before: number;
  /** Only those settled until then, in milliseconds of the wall clock. Undefined: whenever they were. */
  readonly settled: number | undefined;
  readonly limit: number;
}

/** Removes settled events, the oldest first: those settled first when their age is asked for. @returns how many. */
export function purge(transaction: Transaction, request: PurgeRequest): number {
  const { run, books } = transaction;
  const { state, ids, olderThanMs, keepNewest, limit } = request;
  const bounds: Bounds = {
    before: boundaryOf(run, state, toLimit(keepNewest ?? 0)),
    settled: olderThanMs === undefined ? undefined : Date.now() - olderThanMs,
    limit: toLimit(limit),
  };
  const numbers = ids ? chosen(run, state, ids, bounds) : oldest(run, state, bounds);
  for (const n of numbers) {
    run[`${state} remove`].run(n);
    run.deleteBody.run(n);
  }
  if (state === "done") books.kept_done -= numbers.length;
  else books[`purged_${state}`] += numbers.length;
  transaction.isChanged ||= numbers.length > 0;
  return numbers.length;
}

/** The number of the oldest one that must stay; beyond all numbers when none must, 0 when all must. */
function boundaryOf(run: Statements, state: PurgeRequest["state"], keepNewest: number): number {
  if (keepNewest === 0) return Number.MAX_SAFE_INTEGER;
  return Number(run[`${state} newest`].get(keepNewest - 1)?.n ?? 0);
}

function oldest(
  run: Statements,
  state: PurgeRequest["state"],
  { before, settled, limit }: Bounds,
): readonly number[] {
  const rows =
    settled === undefined
      ? run[`${state} oldest`].all(before, limit)
      : run[`${state} settledBefore`].all(settled, before, limit);
  return rows.map(({ n }) => Number(n));
}

function chosen(
  run: Statements,
  state: PurgeRequest["state"],
  ids: readonly string[],
  { before, settled = Number.POSITIVE_INFINITY, limit }: Bounds,
): readonly number[] {
  const numbers = new Set<number>();
  for (const id of ids) {
    const row = run[`${state} settledById`].get(...readId(id));
    if (row && Number(row.n) < before && Number(row.settled) <= settled) numbers.add(Number(row.n));
  }
  return [...numbers].sort((a, b) => a - b).slice(0, limit);
}
