/// <reference types="node" />
import { DatabaseSync } from "node:sqlite";
import { expect } from "vitest";
import type { StoredEvent } from "../../inbox.ts";
import { sqliteInbox } from "../sqlite-inbox.ts";

/** Looks into a file that nobody has open: it is whole, the books balance, and each chat's events are in order. */
export async function eventsIn(file: string): Promise<readonly StoredEvent[]> {
  const inbox = sqliteInbox(file);
  const seen = new Set<string>();
  for (;;) {
    const claims = await inbox.claim({ limit: 1_000, leaseMs: 0, ordering: "none" });
    const before = seen.size;
    for (const claim of claims) {
      seen.add(claim.receipt.id);
      await inbox.settle(claim, { kind: "dead", error: "Looked" });
    }
    if (seen.size === before) break;
  }
  const events = await inbox.list("dead", { limit: Number.POSITIVE_INFINITY });
  const { accepted, pending, done, dead, quarantined } = await inbox.stats();
  await inbox.close();
  expect(accepted).toBe(pending + done + dead + quarantined);
  expect(dead).toBe(events.length);
  const db = new DatabaseSync(file);
  expect(db.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
  db.close();
  return events;
}

/** Each chat's sequences are 1, 2, 3 …, without a gap, in the order of the events in the file. */
export function expectOrder(events: readonly StoredEvent[]): void {
  const number = ({ receipt }: StoredEvent) => Number.parseInt(receipt.id, 10);
  const byNumber = events.toSorted((a, b) => number(a) - number(b));
  const last = new Map<string | undefined, number>();
  for (const { chat, receipt } of byNumber) {
    expect(receipt.sequence).toBe((last.get(chat) ?? 0) + 1);
    last.set(chat, receipt.sequence);
  }
}
