import type { EventState, ListRequest, StoredEvent } from "../inbox.ts";
import { oldestPending } from "./backlog.ts";
import { monotonicNow } from "./monotonic-now.ts";
import { readId, type StoredRow, toStoredEvent } from "./rows.ts";
import type { Statements } from "./statements.ts";
import { toStored } from "./stored-text.ts";
import { toLimit } from "./to-limit.ts";

/** Events of one state, in commit order. */
export function list(run: Statements, state: EventState, request: ListRequest): readonly StoredEvent[] {
  const { chat, after, limit = 100 } = request;
  const most = toLimit(limit);
  const rows =
    chat !== undefined
      ? run[`${state} listOfChat`].all(toStored(chat), numberOf(after), most)
      : run[`${state} list`].all(state === "pending" ? startOfPending(run, after) : numberOf(after), most);
  const now = monotonicNow();
  return (rows as unknown as StoredRow[]).map((row) => toStoredEvent(row, now));
}

/** The number behind which a list goes on. There is nothing behind an id that is not ours. */
function numberOf(after: string | undefined): number {
  if (after === undefined) return 0;
  const [n] = readId(after);
  return n < 0 ? Number.MAX_SAFE_INTEGER : n;
}

/** Without this, the first part would look through all that was settled before the first pending event. */
function startOfPending(run: Statements, after: string | undefined): number {
  return after === undefined ? (oldestPending(run) ?? 1) - 1 : numberOf(after);
}
