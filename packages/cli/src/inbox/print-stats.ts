import { print, printJson } from "../print.ts";
import type { InboxOptions } from "./inbox-place.ts";
import { showStats } from "./show-stats.ts";
import { withInbox } from "./with-inbox.ts";

/** Prints the books of an inbox, and what is known of its backlog. */
export async function printStats({ json, ...options }: InboxOptions & { json: boolean }): Promise<void> {
  await withInbox(options, async (inbox, place) => {
    const [stats, backlog] = await Promise.all([inbox.stats(), inbox.backlog()]);
    const { oldestMs = null, blockedLanes } = backlog;
    await (json ? printJson({ ...stats, oldestMs, blockedLanes }) : print(showStats(place, stats, backlog)));
  });
}
