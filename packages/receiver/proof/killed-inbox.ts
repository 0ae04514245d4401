import type { Inbox } from "../src/inbox.ts";
import type { Killer } from "./kill-point.ts";
import { overridden } from "./overridden.ts";

/** An inbox whose process may die right before and after what it does. */
export function killedInbox(inbox: Inbox, killer: Killer): Inbox {
  return overridden(inbox, {
    async commit(events, duplicates) {
      killer.pass("before write");
      const receipts = await inbox.commit(events, duplicates);
      killer.pass("after write");
      return receipts;
    },
    async claim(request) {
      const claims = await inbox.claim(request);
      if (claims.length > 0) killer.pass("after claim");
      return claims;
    },
    async settle(claim, outcome) {
      killer.pass("before settle");
      const isSettled = await inbox.settle(claim, outcome);
      killer.pass("after settle");
      return isSettled;
    },
  });
}
