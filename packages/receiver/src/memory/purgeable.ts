import type { PurgeRequest } from "../inbox.ts";
import type { Entry } from "./entry.ts";

/** Those of the entries, which are in commit order, that a purge removes now. */
export function purgeable(entries: readonly Entry[], request: PurgeRequest, now: number): readonly Entry[] {
  const { state, ids, olderThanMs = 0, keepNewest = 0, limit } = request;
  const ofState = entries.filter((entry) => entry.state === state);
  const old = ofState.slice(0, Math.max(0, ofState.length - keepNewest));
  const chosen = ids && new Set(ids);
  return old
    .filter(({ receipt, settled }) => {
      if (chosen && !chosen.has(receipt.id)) return false;
      return settled !== undefined && now - settled.at >= olderThanMs;
    })
    .slice(0, limit);
}
