/// <reference types="node" />
import { expect, test } from "vitest";
import { commitAll } from "../conformance/with-inbox.ts";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { eventsIn, expectOrder } from "./test/check-file.ts";
import { type Answered, startChild } from "./test/child.ts";
import { event, temporaryFile } from "./test/temporary.ts";

test("what was committed is there after close and open", async () => {
  const file = temporaryFile();
  const first = sqliteInbox(file);
  const receipts = await commitAll(first, [event("a", "1"), event("a", "2"), event("b", "3")]);
  const [head] = await first.claim({ limit: 1, leaseMs: 60_000, ordering: "chat" });
  await first.close();

  const second = sqliteInbox(file);
  expect(await second.stats()).toMatchObject({ accepted: 3, pending: 3, done: 0, dead: 0, quarantined: 0 });
  // The lease holds on: another process may have it.
  const claims = await second.claim({ limit: 10, leaseMs: 60_000, ordering: "chat" });
  expect(claims.map(({ receipt }) => receipt)).toEqual([receipts[2]]);
  expect(head && (await second.settle(head, { kind: "done" }))).toBe(true);
  expect((await commitAll(second, [event("a")]))[0]?.sequence).toBe(3);
  await second.close();
});

test("nothing that was answered is lost when the process is killed, and no delivery is half there", async () => {
  const file = temporaryFile();
  const answered: Answered[] = [];
  for (let kill = 0; kill < 20; kill++) {
    const child = startChild(file, `run ${kill}`);
    // A random number of answers later, and so at a random point of a transaction.
    await child.hasCommitted(1 + Math.floor(Math.random() * 60));
    child.process.kill("SIGKILL");
    answered.push(...(await child.answered));
  }
  const events = await eventsIn(file);
  const stored = new Map(events.map((one) => [one.receipt.id, one]));
  for (const { chat, text, receipts } of answered) {
    for (const receipt of receipts) {
      const found = stored.get(receipt.id);
      expect(found).toMatchObject({ chat, json: JSON.stringify({ text }), receipt });
    }
  }
  expectOrder(events);
  // Each delivery is two events with the same text.
  const count = new Map<string, number>();
  for (const { json } of events) count.set(json, (count.get(json) ?? 0) + 1);
  expect([...new Set(count.values())]).toEqual([2]);
  expect(events.length).toBeGreaterThanOrEqual(answered.length * 2);
});
