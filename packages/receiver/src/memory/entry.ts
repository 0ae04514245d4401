import type { Claim, EventState, NewEvent, Receipt, StoredEvent } from "../inbox.ts";

/** An event in memory. */
export interface Entry {
  /** Its place in the order of commits. */
  readonly n: number;
  readonly receipt: Receipt;
  /** Undefined when its chat could not be read. */
  readonly lane: Lane | undefined;
  event: NewEvent;
  state: EventState;
  attempts: number;
  vanished: number;
  lastError: string | undefined;
  /** When it was settled, by the wall clock and by the monotonic one. */
  settled: { readonly time: string; readonly at: number } | undefined;
  /** Set while it is claimed. */
  lease: string | undefined;
  /** When it can be claimed again, by the monotonic clock, if it is claimed or waits for its next attempt. */
  until: number;
}

/** The pending events of one chat, in commit order. A set is a queue whose front can be removed in constant time. */
export interface Lane {
  entries: Set<Entry>;
  /** How many of them are claimed. */
  claimed: number;
  lastSequence: number;
}

export function toClaim({ event, receipt, attempts, vanished, lease }: Entry): Claim {
  return { ...event, receipt, attempt: attempts, vanished, lease: lease ?? "" };
}

export function toStoredEvent(entry: Entry, now: number): StoredEvent {
  const { event, receipt, state, attempts, lastError, settled, until } = entry;
  return {
    ...event,
    receipt,
    state,
    attempts,
    ...(lastError !== undefined && { lastError }),
    ...(settled && { settled: settled.time }),
    ...(state === "pending" &&
      until > 0 && {
        waits: {
          for: entry.lease === undefined ? ("retry" as const) : ("lease" as const),
          ms: Math.max(0, Math.ceil(until - now)),
        },
      }),
  };
}
