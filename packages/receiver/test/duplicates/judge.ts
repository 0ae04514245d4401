import { commitAll } from "../../src/conformance/with-inbox.ts";
import { type Duplicates, resolveDuplicates } from "../../src/duplicates.ts";
import type { Committed, Inbox, Receipt } from "../../src/inbox.ts";
import { createReceiver } from "../../src/index.ts";
import { memoryInboxOn } from "../../src/memory/unsafe-memory-inbox.ts";
import type { Arrival } from "./arrivals.ts";

/** What one setting of the option `duplicates` made of all that arrived. */
export interface Verdict {
  /** Events that arrived for the first time, and how many of them were flagged or dropped: wrongly. */
  readonly fresh: number;
  wronged: number;
  /** Events all of whose messages had arrived before, and how many of them were flagged or dropped: rightly. */
  readonly repeated: number;
  caught: number;
}

/**
 * Has a receiver take all that arrives, and asks of each event what every setting makes of it. The settings share the
 * receiver's work up to the commit; each has an inbox of its own behind it.
 */
export async function judge(
  arrivals: readonly Arrival[],
  settings: readonly Duplicates[],
): Promise<readonly Verdict[]> {
  const clock = { at: 0, now: () => clock.at };
  const rows = settings.map((setting) => ({
    inbox: memoryInboxOn(clock),
    rule: resolveDuplicates(setting),
    caught: 0,
    wronged: 0,
  }));
  let receipts: readonly (readonly (Receipt & Committed)[])[] = [];
  const inbox: Inbox = memoryInboxOn(clock);
  inbox.commit = async (events) => {
    receipts = await Promise.all(rows.map((row) => commitAll(row.inbox, events, row.rule)));
    return receipts[0] ?? [];
  };
  const receiver = createReceiver({ inbox });
  const arrived = new Set<number>();
  let fresh = 0;
  let repeated = 0;
  for (const { at, events } of arrivals) {
    clock.at = at;
    const { status } = await receiver.accept(postOf(events.map(({ json }) => json)));
    if (status !== 200) throw new Error(`A delivery was answered ${status}.`);
    for (const [index, { messages }] of events.entries()) {
      const isRepeated = messages.every((message) => arrived.has(message));
      if (isRepeated) repeated++;
      else fresh++;
      for (const [n, row] of rows.entries()) {
        if (!isSuspected(receipts[n]?.[index])) continue;
        if (isRepeated) row.caught++;
        else row.wronged++;
      }
      for (const message of messages) arrived.add(message);
    }
  }
  return rows.map(({ caught, wronged }) => ({ fresh, wronged, repeated, caught }));
}

function isSuspected(receipt: (Receipt & Committed) | undefined): boolean {
  if (receipt === undefined) throw new Error("An event got no receipt.");
  return receipt.isDropped === true || receipt.suspectedDuplicateOf !== undefined;
}

function postOf(events: readonly string[]): Parameters<ReturnType<typeof createReceiver>["accept"]>[0] {
  return {
    method: "POST",
    url: "/webhook",
    header: (name) => (name === "content-type" ? "application/json" : undefined),
    body: { kind: "text", text: `{"events":[${events.join(",")}]}` },
  };
}
