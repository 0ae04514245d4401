import { parseDelivery } from "@proto-webhooks/validators";
import type { Inbox, Requeue, StoredEvent } from "../inbox.ts";
import { forEachPart, type OperationOptions, type Progress } from "./parts.ts";

/**
 * Tries the events in quarantine against the validators of this version, and releases those that pass: each at its place in
 * its chat. The others stay as they are.
 */
export function reparse(inbox: Inbox, options: OperationOptions = {}): Promise<Progress> {
  return forEachPart(inbox, "quarantined", options, async (events) => {
    const ids = await inbox.requeue(events.flatMap((event) => judged(event) ?? []));
    return ids.length;
  });
}

function judged({ receipt, json }: StoredEvent): Requeue | undefined {
  const delivery = parseDelivery({ events: [JSON.parse(json)] });
  const [event] = delivery.ok ? delivery.events : [];
  if (event === undefined || event.status === "invalid") return undefined;
  return { id: receipt.id, kind: event.status };
}
