import type { Inbox } from "../inbox.ts";
import { forEachPart, type OperationOptions, type Progress } from "./parts.ts";

/** Has events that wait for their next attempt tried at once. `seen` counts all pending ones. */
export function retry(inbox: Inbox, options: OperationOptions = {}): Promise<Progress> {
  return forEachPart(inbox, "pending", options, async (events) => {
    const waiting = events.filter(({ waits }) => waits?.for === "retry");
    const ids = await inbox.retry(waiting.map(({ receipt }) => receipt.id));
    return ids.length;
  });
}
