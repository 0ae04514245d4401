import { expect, test } from "vitest";
import type { Inbox, NewEvent } from "../inbox.ts";
import { unsafeMemoryInbox } from "../memory/unsafe-memory-inbox.ts";
import type { Progress } from "./parts.ts";
import { purge } from "./purge.ts";
import { redrive } from "./redrive.ts";
import { reparse } from "./reparse.ts";
import { retry } from "./retry.ts";

const request = { limit: 1_000, leaseMs: 60_000, ordering: "none" } as const;

function event(chat: string, more: Partial<NewEvent> = {}): NewEvent {
  return { kind: "valid", chat, json: "{}", issues: [], ...more };
}

function good(chat: string, type = "new_messages"): string {
  const human = { id: "human_1", name: "Ada" };
  return JSON.stringify({ type, chat: { id: chat, human }, channel: { id: "channel_1" }, messages: [] });
}

async function inboxWith(events: readonly NewEvent[]): Promise<{ inbox: Inbox; ids: string[] }> {
  const inbox = unsafeMemoryInbox();
  const receipts = await inbox.commit(events);
  return { inbox, ids: receipts.map(({ id }) => id) };
}

async function settleAll(inbox: Inbox, outcome: Parameters<Inbox["settle"]>[1]): Promise<void> {
  for (const claim of await inbox.claim(request)) await inbox.settle(claim, outcome);
}

const dead = { kind: "dead", error: "Error" } as const;

test("redrive puts all dead events back, in parts, and tells how far it is", async () => {
  const { inbox } = await inboxWith(Array.from({ length: 450 }, (_, i) => event(`chat ${i % 10}`)));
  await settleAll(inbox, dead);
  const told: Progress[] = [];
  expect(await redrive(inbox, { onProgress: (progress) => told.push(progress) })).toEqual({
    seen: 450,
    changed: 450,
  });
  expect(told.map(({ seen }) => seen)).toEqual([200, 400, 450]);
  expect(await inbox.stats()).toMatchObject({ pending: 450, dead: 0, kept: { dead: 0 } });
});

test("redrive takes one chat, or some ids, of which others are left as they are", async () => {
  const { inbox, ids } = await inboxWith([
    event("a"),
    event("b"),
    event("a"),
    event("b"),
    event("c", { kind: "invalid" }),
  ]);
  await settleAll(inbox, dead);
  expect(await redrive(inbox, { chat: "a" })).toEqual({ seen: 2, changed: 2 });
  expect(await redrive(inbox, { ids: [...ids, "0-unknown"] })).toEqual({ seen: 2, changed: 2 });
  expect(await inbox.stats()).toMatchObject({ pending: 4, dead: 0, quarantined: 1 });
});

test("an aborted operation keeps what it did, and says why it ended", async () => {
  const { inbox } = await inboxWith(Array.from({ length: 450 }, () => event("a")));
  await settleAll(inbox, dead);
  const controller = new AbortController();
  const onProgress = () => controller.abort(new Error("enough"));
  await expect(redrive(inbox, { signal: controller.signal, onProgress })).rejects.toThrow("enough");
  expect(await inbox.stats()).toMatchObject({ pending: 200, dead: 250 });
});

test("reparse releases what is valid now, as what it is, and leaves the rest", async () => {
  const { inbox, ids } = await inboxWith([
    event("a", { kind: "invalid", json: good("a") }),
    event("a", { kind: "invalid", json: good("a", "chat_rated") }),
    event("a", { kind: "invalid", json: '{"type":1}' }),
    event("a"),
  ]);
  expect(await reparse(inbox)).toEqual({ seen: 3, changed: 2 });
  const pending = await inbox.list("pending");
  expect(pending.map(({ kind, receipt }) => [kind, receipt.id])).toEqual([
    ["valid", ids[0]],
    ["unrecognized", ids[1]],
    ["valid", ids[3]],
  ]);
  expect(await reparse(inbox)).toEqual({ seen: 1, changed: 0 });
});

test("retry ends the waiting of what waits for its next attempt, and of nothing else", async () => {
  const { inbox } = await inboxWith([event("a"), event("b"), event("c")]);
  const [a, b] = await inbox.claim(request);
  if (a && b) await inbox.settle(a, { kind: "retry", delayMs: 60_000, error: "Error" });
  expect(await retry(inbox)).toEqual({ seen: 3, changed: 1 });
  expect((await inbox.claim(request)).map(({ chat }) => chat)).toEqual(["a"]);
});

test("purge removes in parts what is asked for", async () => {
  const { inbox } = await inboxWith(Array.from({ length: 450 }, () => event("a", { kind: "invalid" })));
  expect(await purge(inbox, { state: "quarantined", keepNewest: 30 })).toEqual({ seen: 420, changed: 420 });
  expect(await inbox.stats()).toMatchObject({ quarantined: 450, kept: { quarantined: 30 } });
});
