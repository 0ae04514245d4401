import type { NewEvent } from "./inbox.ts";

/** An event in quarantine, and why it is there. */
export type Quarantined = Pick<NewEvent, "issues"> & { readonly id: string };

/** The most receipts and issues in one line of a log: enough to see what is wrong, whatever a sender sends. */
const most = 20;

/** What may be logged of events in quarantine: receipt ids, and kinds and places of what is wrong, never a value. */
export function quarantineFields(events: readonly Quarantined[]): object {
  const issues: string[] = [];
  for (const event of events) {
    for (const { kind, pointer } of event.issues) if (issues.length < most) issues.push(`${kind} ${pointer}`);
  }
  const receipts = events.slice(0, most).map(({ id }) => id);
  return { quarantined: events.length, receipts, issues };
}
