import type { EventState, Inbox, StoredEvent } from "../src/inbox.ts";

const limit = 10_000;

/** All events of one state. */
export async function listAll(inbox: Inbox, state: EventState): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (;;) {
    const part = await inbox.list(state, { limit, after: events.at(-1)?.receipt.id });
    events.push(...part);
    if (part.length < limit) return events;
  }
}
