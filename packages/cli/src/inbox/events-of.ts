import type { EventState, Inbox, StoredEvent } from "@proto-webhooks/receiver";

/** The most events in memory. Each may be as large as a delivery. */
const partSize = 100;

/** Which events of a state. */
export interface EventsOf {
  chat?: string | undefined;
  /** Only what comes behind the event with this id. */
  after?: string | undefined;
}

/** The events of a state in commit order, part by part. */
export async function* eventsOf(
  inbox: Inbox,
  state: EventState,
  { chat, after }: EventsOf = {},
): AsyncGenerator<readonly StoredEvent[]> {
  for (let last = after; ; ) {
    const events = await inbox.list(state, { chat, after: last, limit: partSize });
    if (events.length > 0) yield events;
    if (events.length < partSize) return;
    last = events.at(-1)?.receipt.id;
    // A store may answer without a turn of the event loop, and then nobody would hear of Ctrl-C.
    await new Promise(setImmediate);
  }
}
