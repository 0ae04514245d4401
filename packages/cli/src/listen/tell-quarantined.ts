import type { Inbox, NewEvent } from "@proto-webhooks/receiver";

/** Has an inbox tell of each delivery's invalid events, once they are stored. They reach no handler. */
export function tellQuarantined(inbox: Inbox, tell: (events: NewEvent[]) => Promise<void>): Inbox {
  const commit = inbox.commit.bind(inbox);
  return Object.assign(inbox, {
    async commit(events: readonly NewEvent[]) {
      const receipts = await commit(events);
      const invalid = events.filter((event) => event.kind === "invalid");
      if (invalid.length > 0) await tell(invalid);
      return receipts;
    },
  });
}
