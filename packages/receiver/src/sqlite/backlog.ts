import type { Backlog } from "../inbox.ts";
import { monotonicNow } from "./monotonic-now.ts";
import type { Statements } from "./statements.ts";

/** Looks at all events that are being handled or wait for their next attempt, and at no others. */
export function readBacklog(run: Statements): Backlog {
  const blockedLanes = Number(run.blockedLanes.get(monotonicNow())?.lanes);
  const n = oldestPending(run);
  if (n === undefined) return { blockedLanes };
  // By the wall clock, which may have been set back since.
  return { oldestMs: Math.max(0, Date.now() - Number(run.timeOf.get(n)?.time)), blockedLanes };
}

/** The number of the first pending event. */
export function oldestPending(run: Statements): number | undefined {
  const numbers = [run.oldestReady.get()?.n, run.oldestWaiting.get()?.n].filter((n) => typeof n === "number");
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}
