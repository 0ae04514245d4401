import type { Backlog } from "../inbox.ts";
import { monotonicNow } from "./monotonic-now.ts";
import type { Statements } from "./statements.ts";

/** Looks at all events that are being handled or wait for their next attempt, and at no others. */
export function readBacklog(run: Statements): Backlog {
  const blockedLanes = Number(run.blockedLanes.get(monotonicNow())?.lanes);
  const n = oldestPending(run);
  // What is in a lane came before what is in none.
  const row = n === undefined ? run.firstToHandle.get() : run.timeOf.get(n);
  if (row === undefined) return { blockedLanes };
  // By the wall clock, which may have been set back since.
  return { oldestMs: Math.max(0, Date.now() - Number(row.time)), blockedLanes };
}

/** The number of the first pending event that is in a lane. */
export function oldestPending(run: Statements): number | undefined {
  const numbers = [run.oldestReady.get()?.n, run.oldestWaiting.get()?.n].filter((n) => typeof n === "number");
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}
