import type { EventState, Inbox, StoredEvent } from "../inbox.ts";

/** Which events of a state an operation is for: all, those of a chat, or some by their receipt ids. */
export interface Selection {
  readonly ids?: readonly string[] | undefined;
  readonly chat?: string | undefined;
}

/** How far an operation is. */
export interface Progress {
  /** Events that were looked at. */
  readonly seen: number;
  /** Events that it changed. */
  readonly changed: number;
}

/** What every operation on many events takes. */
export interface OperationOptions extends Selection {
  /** Called after each part of some hundred events. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Aborts the operation between two parts: what was done stays done, and the promise rejects with the reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The most events in memory and in one transaction. */
export const partSize = 200;

/** Does something to the events of a state, part by part, in commit order, until all that are there now were seen. */
export async function forEachPart(
  inbox: Inbox,
  state: EventState,
  options: OperationOptions,
  change: (events: readonly StoredEvent[]) => Promise<number>,
): Promise<Progress> {
  const { onProgress, signal } = options;
  let progress: Progress = { seen: 0, changed: 0 };
  for await (const events of partsOf(inbox, state, options)) {
    signal?.throwIfAborted();
    const changed = events.length > 0 ? await change(events) : 0;
    progress = { seen: progress.seen + events.length, changed: progress.changed + changed };
    onProgress?.(progress);
  }
  return progress;
}

async function* partsOf(
  inbox: Inbox,
  state: EventState,
  { ids, chat }: Selection,
): AsyncIterable<readonly StoredEvent[]> {
  if (ids) {
    for (let from = 0; from < ids.length; from += partSize) {
      const found = await Promise.all(ids.slice(from, from + partSize).map((id) => inbox.find(id)));
      yield found.filter(
        (event) => event?.state === state && (chat === undefined || event.chat === chat),
      ) as StoredEvent[];
    }
    return;
  }
  let after: string | undefined;
  for (;;) {
    const events = await inbox.list(state, { chat, after, limit: partSize });
    if (events.length > 0) yield events;
    if (events.length < partSize) return;
    after = events.at(-1)?.receipt.id;
  }
}
