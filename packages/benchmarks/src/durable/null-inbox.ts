import type { Inbox, NewEvent } from "@proto-webhooks/receiver";

/** An inbox that stores nothing: what it accepts is done at once. It is what the server costs without an inbox. */
export function nullInbox(): Inbox {
  let accepted = 0;
  const receiptOf = (_event: NewEvent) => ({ id: String(++accepted), sequence: accepted, time: "" });
  return {
    commit: async (events) => events.map(receiptOf),
    stats: async () => ({
      accepted,
      pending: 0,
      done: accepted,
      dead: 0,
      quarantined: 0,
      kept: { done: 0, dead: 0, quarantined: 0 },
      dropped: 0,
    }),
    // Nothing is ever there to be handed out, listed or removed.
    claim: async () => [],
    extend: async (claims) => claims,
    settle: async () => false,
    release: async () => false,
    nextInMs: async () => undefined,
    subscribe: () => () => undefined,
    backlog: async () => ({ blockedLanes: 0 }),
    list: async () => [],
    find: async () => undefined,
    requeue: async () => [],
    retry: async () => [],
    purge: async () => 0,
    close: async () => undefined,
  };
}
