import type { Inbox, Progress, PurgeRequest } from "@proto-webhooks/receiver";
import { eventsOf } from "./events-of.ts";
import type { WorkControl } from "./long-work.ts";

/** How many events a purge would remove. `seen` and `changed` are the same, as of a purge. */
export async function countPurgeable(
  inbox: Inbox,
  { state, ids, olderThanMs, keepNewest = 0 }: Omit<PurgeRequest, "limit">,
  { signal, onProgress }: WorkControl,
): Promise<Progress> {
  if (ids) return same(await countFound(inbox, state, ids));
  const { kept } = await inbox.stats();
  const most = Math.max(0, kept[state] - keepNewest);
  if (olderThanMs === undefined || most === 0) return same(most);
  const until = Date.now() - olderThanMs;
  let seen = 0;
  let count = 0;
  for await (const events of eventsOf(inbox, state)) {
    signal.throwIfAborted();
    const old = events.slice(0, most - seen).filter(({ settled = "" }) => Date.parse(settled) <= until);
    count += old.length;
    seen += events.length;
    onProgress({ seen, changed: count });
    if (seen >= most) break;
  }
  return same(count);
}

async function countFound(
  inbox: Inbox,
  state: PurgeRequest["state"],
  ids: readonly string[],
): Promise<number> {
  let count = 0;
  for (const id of ids) if ((await inbox.find(id))?.state === state) count++;
  return count;
}

function same(count: number): Progress {
  return { seen: count, changed: count };
}
