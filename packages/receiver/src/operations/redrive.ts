import type { Inbox } from "../inbox.ts";
import { forEachPart, type OperationOptions, type Progress } from "./parts.ts";

/**
 * Has dead events handled after all: each at its place in its chat, with its attempts counted from 0. An event that ends dead
 * again meanwhile is not redriven a second time.
 */
export function redrive(inbox: Inbox, options: OperationOptions = {}): Promise<Progress> {
  return forEachPart(inbox, "dead", options, async (events) => {
    const ids = await inbox.requeue(events.map(({ receipt }) => ({ id: receipt.id })));
    return ids.length;
  });
}
