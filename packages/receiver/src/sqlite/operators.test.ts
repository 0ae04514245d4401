/// <reference types="node" />
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test, vi } from "vitest";
import { invalidEvent } from "../conformance/with-inbox.ts";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { event, temporaryFile } from "./test/temporary.ts";

const asking = { limit: 10, leaseMs: 60_000, ordering: "chat" } as const;

afterEach(() => {
  vi.useRealTimers();
});

test("nothing is left of an event that was purged, or done and not to be kept", async () => {
  const file = temporaryFile();
  const inbox = sqliteInbox(file);
  await inbox.commit([event("a"), event("b"), event("c"), invalidEvent("d"), event("e")]);
  const [a, b, c] = await inbox.claim({ ...asking, limit: 3 });
  if (a === undefined || b === undefined || c === undefined) throw new Error("three were not claimed");
  await inbox.settle(a, { kind: "done" });
  await inbox.settle(b, { kind: "done", keep: true });
  await inbox.settle(c, { kind: "dead", error: "Error" });
  const db = new DatabaseSync(file, { readOnly: true });
  const count = (table: string) => Number(db.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.rows);
  expect(["events", "done_events", "bodies"].map(count)).toEqual([3, 1, 4]);
  for (const state of ["done", "dead", "quarantined"] as const) {
    expect(await inbox.purge({ state, limit: 10 })).toBe(1);
  }
  expect(["events", "done_events", "bodies"].map(count)).toEqual([1, 0, 1]);
  db.close();
  await inbox.close();
});

test("a requeued event has no issues any more, and its last error until it fails again", async () => {
  const inbox = sqliteInbox(temporaryFile());
  const [wrong, dead] = await inbox.commit([invalidEvent("a"), event("b")]);
  const [claim] = await inbox.claim(asking);
  expect(claim && (await inbox.settle(claim, { kind: "dead", error: "TypeError" }))).toBe(true);
  expect(await inbox.find(wrong?.id ?? "")).toMatchObject({
    state: "quarantined",
    issues: [{ path: ["type"] }],
  });
  const both = [wrong, dead].map((receipt) => ({ id: receipt?.id ?? "", kind: "valid" as const }));
  await inbox.requeue(both);
  const found = await Promise.all(both.map(({ id }) => inbox.find(id)));
  const pending = { state: "pending", kind: "valid", issues: [], attempts: 0 };
  expect(found).toMatchObject([pending, { ...pending, lastError: "TypeError" }]);
  for (const one of found) expect(one).not.toHaveProperty("settled");
  await inbox.close();
});

test("the oldest pending event is never younger than now, and a claimed one counts", async () => {
  const inbox = sqliteInbox(temporaryFile());
  await inbox.commit([event("a")]);
  await inbox.claim(asking);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 50_000 });
  await inbox.commit([event("b")]);
  expect((await inbox.backlog()).oldestMs).toBeGreaterThanOrEqual(50_000);
  vi.setSystemTime(Date.now() - 3_600_000);
  expect(await inbox.backlog()).toEqual({ oldestMs: 0, blockedLanes: 0 });
  await inbox.close();
});

test("a list goes on behind an id, ends at its limit, and has nothing behind an id of another store", async () => {
  const inbox = sqliteInbox(temporaryFile());
  const receipts = await inbox.commit(Array.from({ length: 5 }, () => event("a")));
  const idsOf = async (...request: Parameters<typeof inbox.list>) =>
    (await inbox.list(...request)).map(({ receipt }) => receipt.id);
  const ids = receipts.map(({ id }) => id);
  expect(await idsOf("pending", { limit: Number.POSITIVE_INFINITY })).toEqual(ids);
  expect(await idsOf("pending", { after: ids[1], limit: 2.9 })).toEqual(ids.slice(2, 4));
  expect(await idsOf("pending", { after: ids[3], chat: "a" })).toEqual(ids.slice(4));
  for (const limit of [0, -1, Number.NaN]) expect(await idsOf("pending", { limit })).toEqual([]);
  for (const after of ["", "2f1c-4d", "x-1"]) expect(await idsOf("pending", { after })).toEqual([]);
  expect(await idsOf("pending", { chat: "b" })).toEqual([]);
  await inbox.close();
});

test("a claim takes any limit, and is no sign of a damaged file", async () => {
  const inbox = sqliteInbox(temporaryFile());
  await inbox.commit(["a", "b"].map((chat) => event(chat)));
  const claimed = async (limit: number, ordering: "chat" | "none") =>
    (await inbox.claim({ limit, leaseMs: 60_000, ordering })).length;
  for (const limit of [0, 0.5, -1, Number.NaN]) expect(await claimed(limit, "chat")).toBe(0);
  expect(await claimed(1.9, "chat")).toBe(1);
  expect(await claimed(Number.POSITIVE_INFINITY, "none")).toBe(1);
  await inbox.close();
});
