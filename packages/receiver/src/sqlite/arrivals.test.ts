/// <reference types="node" />
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test, vi } from "vitest";
import { invalidEvent } from "../conformance/with-inbox.ts";
import type { Claim, DuplicateRule, Inbox } from "../inbox.ts";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { event, temporaryFile } from "./test/temporary.ts";

const asking = { limit: 1_000, leaseMs: 60_000, ordering: "chat" } as const;
const hour = 3_600_000;

/** An inbox, and how many events and rows have arrived in its file and are in no lane. */
function open(file = temporaryFile()): { inbox: Inbox; arrived: () => { events: number; rows: number } } {
  const inbox = sqliteInbox(file);
  const arrived = () => {
    const db = new DatabaseSync(file, { readOnly: true });
    const row = db
      .prepare("SELECT coalesce(sum(json_array_length(heads)), 0) AS events, count(*) AS rows FROM arrivals")
      .get();
    db.close();
    return { events: Number(row?.events), rows: Number(row?.rows) };
  };
  onTestFinished(() => inbox.close());
  return { inbox, arrived };
}

const many = (count: number, chats: number) =>
  Array.from({ length: count }, (_, i) => event(`chat ${i % chats}`, `${i}`));

test("what comes in one turn is one row, and is in the books before it is in a lane", async () => {
  const { inbox, arrived } = open();
  const commits = [...many(40, 3), invalidEvent("chat 1")].map((one) => inbox.commit([one]));
  const ids = (await Promise.all(commits)).flat().map(({ id }) => id);
  expect(arrived()).toEqual({ events: 41, rows: 1 });
  expect(await inbox.stats()).toMatchObject({ accepted: 41, pending: 40, quarantined: 1 });
  expect(await inbox.nextInMs()).toBe(0);
  expect(arrived()).toEqual({ events: 41, rows: 1 });
  expect((await inbox.list("pending")).map(({ receipt }) => receipt.id)).toEqual(ids.slice(0, 40));
  expect(await inbox.find(ids[40] ?? "")).toMatchObject({ state: "quarantined", receipt: { sequence: 14 } });
  expect(arrived()).toEqual({ events: 0, rows: 0 });
});

test("a row holds no more than can be put into lanes in a moment", async () => {
  const { inbox, arrived } = open();
  await inbox.commit(many(1_000, 10));
  expect(arrived()).toEqual({ events: 1_000, rows: 16 });
  await inbox.commit(Array.from({ length: 8 }, () => event("a", "x".repeat(100_000))));
  expect(arrived()).toEqual({ events: 1_008, rows: 19 });
});

test("a claim puts no more into lanes than it needs, but more than the ones before handed out", async () => {
  const { inbox, arrived } = open();
  for (let i = 0; i < 20; i++) await inbox.commit(many(50, 50));
  const left: number[] = [];
  for (const limit of [8, 8, 8, 8, 8, 1, 1]) {
    expect(await inbox.claim({ ...asking, limit })).toHaveLength(limit);
    left.push(arrived().events);
  }
  // 40 that were handed out owe as much as a row of 50 is; the next one owes the next row.
  expect(left).toEqual([950, 950, 950, 950, 950, 950, 900]);
  // There is no other chat, which it knows only when it has looked through all, a part at a time.
  expect(await inbox.claim({ ...asking, limit: 10 })).toHaveLength(8);
  expect(await inbox.nextInMs()).toBe(0);
  expect(arrived().events).toBeGreaterThan(0);
  expect(await inbox.claim({ ...asking, limit: 1 })).toHaveLength(0);
  expect(arrived().events).toBe(0);
  expect(await inbox.nextInMs()).toBeGreaterThan(1_000);
});

test("a chat that comes late is handed out while another has much pending", async () => {
  const { inbox, arrived } = open();
  await inbox.commit(many(1_000, 100));
  await inbox.list("pending");
  await inbox.commit(many(640, 100));
  await inbox.commit([event("late")]);
  let claimed = 0;
  for (let isThere = false; !isThere; ) {
    const claims = await inbox.claim({ ...asking, limit: 10 });
    for (const claim of claims) await inbox.settle(claim, { kind: "done" });
    claimed += claims.length;
    isThere = claims.some(({ chat }) => chat === "late");
    expect(claimed).toBeLessThan(1_600);
  }
  expect(arrived().events).toBe(0);
});

test("each chat stays in order however often events arrive in between, also in another process", async () => {
  const file = temporaryFile();
  const [accepts, handles] = [open(file).inbox, open(file).inbox];
  const last = new Map<string | undefined, number>();
  for (let i = 0; i < 5; i++) {
    await accepts.commit(many(300, 7));
    for (const claim of await handles.claim(asking)) {
      expect(claim.receipt.sequence).toBe((last.get(claim.chat) ?? 0) + 1);
      last.set(claim.chat, claim.receipt.sequence);
      expect(await handles.settle(claim, { kind: "done" })).toBe(true);
    }
  }
  expect([...last.values()]).toEqual(Array.from({ length: 7 }, () => 5));
  const listed = await handles.list("pending", { chat: "chat 0", limit: 1_000 });
  expect(listed.map(({ receipt }) => receipt.sequence)).toEqual(Array.from({ length: 210 }, (_, i) => i + 6));
});

test("a duplicate is known by when it was committed, however late it is put into its lane", async () => {
  const flag: DuplicateRule = { mode: "flag", windowMs: hour };
  onTestFinished(() => void vi.useRealTimers());
  const { inbox } = open();
  const ids: string[] = [];
  for (const after of [0, hour / 2, 2 * hour]) {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + after });
    ids.push((await inbox.commit([event("a")], flag))[0]?.id ?? "");
    vi.useRealTimers();
  }
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 24 * hour });
  const receipts = (await inbox.list("pending")).map(({ receipt }) => receipt);
  expect(receipts.map(({ suspectedDuplicateOf }) => suspectedDuplicateOf)).toEqual([
    undefined,
    ids[0],
    undefined,
  ]);
});

test("what is to be dropped is compared with what arrived just before it", async () => {
  const rule = { windowMs: hour } as const;
  const { inbox, arrived } = open();
  const [first] = await inbox.commit([event("a")], { ...rule, mode: "flag" });
  expect(await inbox.commit([event("a")], { ...rule, mode: "drop" })).toEqual([
    { id: first?.id, isDropped: true },
  ]);
  expect(arrived().events).toBe(0);
  expect(await inbox.stats()).toMatchObject({ accepted: 1, pending: 1, dropped: 1 });
});

test("the age of the backlog is known before anything is in a lane", async () => {
  const { inbox } = open();
  onTestFinished(() => void vi.useRealTimers());
  await inbox.commit([invalidEvent("a")]);
  expect(await inbox.backlog()).toEqual({ blockedLanes: 0 });
  await inbox.commit([event("a")]);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + hour });
  const { oldestMs } = await inbox.backlog();
  expect(oldestMs).toBeGreaterThan(hour - 10_000);
  expect(oldestMs).toBeLessThan(hour + 10_000);
});

test("however much was handled, a claim puts no more into lanes than in a moment", async () => {
  const { inbox, arrived } = open();
  for (let i = 0; i < 40; i++) {
    const commit = inbox.commit(many(100, 100));
    const claims = await inbox.claim(asking);
    await Promise.all([commit, ...claims.map((claim) => inbox.settle(claim, { kind: "done" }))]);
    expect(arrived().events).toBe(0);
  }
  await inbox.commit(many(2_000, 100));
  expect(await inbox.claim({ ...asking, limit: 1 })).toHaveLength(1);
  expect(arrived().events).toBeGreaterThan(1_400);
});

test("a chat that comes late is handed out soon, however much was looked through before", async () => {
  const { inbox, arrived } = open();
  await inbox.commit(many(9_000, 9));
  while (arrived().events > 0) await claimTen(inbox);
  await inbox.commit(many(300, 1).map((one) => ({ ...one, chat: "tenth" })));
  await inbox.commit([event("late")]);
  let claimed = 0;
  for (let isThere = false; !isThere; ) {
    const claims = await claimTen(inbox);
    claimed += claims.length;
    isThere = claims.some(({ chat }) => chat === "late");
    expect(claimed).toBeLessThan(1_000);
  }
});

test("a chat that waits does not make a claim put more long texts into lanes than in a moment", async () => {
  const { inbox, arrived } = open();
  for (let i = 0; i < 30; i++) await inbox.commit([event("a", "x".repeat(250_000))]);
  expect(await inbox.claim({ ...asking, limit: 10 })).toHaveLength(1);
  expect(arrived().events).toBeGreaterThan(15);
  // But as many as were asked for are handed out, however long they are.
  const texts = Array.from({ length: 20 }, (_, i) => event(`long ${i}`, "x".repeat(250_000)));
  const other = open().inbox;
  for (const one of texts) await other.commit([one]);
  expect(await other.claim({ ...asking, limit: 20 })).toHaveLength(20);
});

test("what is to be dropped is compared with much that arrived, a part at a time", async () => {
  const { inbox, arrived } = open();
  await inbox.commit(many(2_000, 10));
  let isOver = false;
  const commit = inbox.commit([event("a")], { mode: "drop", windowMs: hour }).then(() => {
    isOver = true;
  });
  const left = new Set<number>();
  while (!isOver) {
    left.add(arrived().events);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await commit;
  expect(left.size).toBeGreaterThan(4);
  expect(arrived().events).toBe(0);
});

test("what cannot be among the events that arrived is found without them", async () => {
  const { inbox, arrived } = open();
  await inbox.commit(many(10, 10));
  expect(await inbox.list("dead")).toEqual([]);
  expect(await inbox.list("done", { chat: "chat 0" })).toEqual([]);
  expect(await inbox.purge({ state: "done", limit: 10 })).toBe(0);
  expect(await inbox.purge({ state: "dead", limit: 10 })).toBe(0);
  const [id = ""] = (await inbox.commit([event("a")])).map((one) => one.id);
  expect(await inbox.retry([id])).toEqual([]);
  expect(arrived().events).toBe(11);
  expect(await inbox.purge({ state: "quarantined", limit: 10 })).toBe(0);
  expect(arrived().events).toBe(0);
});

test("a long text needs no more room while it is put into its lane", async () => {
  const file = temporaryFile();
  const { inbox } = open(file);
  const pages = () => {
    const db = new DatabaseSync(file, { readOnly: true });
    const row = db.prepare("PRAGMA page_count").get();
    db.close();
    return Number(row?.page_count);
  };
  await inbox.commit([event("a", "x".repeat(1_000_000))]);
  const before = pages();
  expect(await inbox.list("pending")).toHaveLength(1);
  expect(pages()).toBeLessThan(before + 10);
});

async function claimTen(inbox: Inbox): Promise<readonly Claim[]> {
  const claims = await inbox.claim({ ...asking, limit: 10 });
  await Promise.all(claims.map((claim) => inbox.settle(claim, { kind: "done" })));
  return claims;
}
