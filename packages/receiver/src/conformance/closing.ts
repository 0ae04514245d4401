import { checkEqual, checkRejects } from "./check.ts";
import { type ConformanceCase, inboxCase } from "./conformance-case.ts";
import { claimUpTo, event } from "./with-inbox.ts";

export const closing: readonly ConformanceCase[] = [
  inboxCase("commits and hands out nothing after close", async (inbox) => {
    await inbox.commit([event("a")]);
    await inbox.close();
    await checkRejects(inbox.commit([event("a")]), "commit after close");
    await checkRejects(claimUpTo(inbox, 1), "claim after close");
    await checkRejects(inbox.requeue([]), "requeue after close");
    await checkRejects(inbox.retry([]), "retry after close");
    await checkRejects(inbox.purge({ state: "dead", limit: 1 }), "purge after close");
    await inbox.close();
  }),
  inboxCase("ends what was asked for before close", async (inbox) => {
    const commit = inbox.commit([event("a"), event("b")]);
    await inbox.close();
    checkEqual((await commit).length, 2, "receipts of a commit that was under way");
  }),
];
