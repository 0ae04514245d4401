import type { Inbox } from "@proto-webhooks/receiver";

/** Makes an inbox answer to an operation as if it had done what was asked, and do nothing: for `--dry-run`. */
export function changeNothing(inbox: Inbox): Inbox {
  return Object.assign(inbox, {
    requeue: async (events: Parameters<Inbox["requeue"]>[0]) => answer(events.map(({ id }) => id)),
    retry: answer<readonly string[]>,
  });
}

/** After a turn of the event loop, as a store would: otherwise nobody hears of Ctrl-C. */
async function answer<T>(ids: T): Promise<T> {
  await new Promise(setImmediate);
  return ids;
}
