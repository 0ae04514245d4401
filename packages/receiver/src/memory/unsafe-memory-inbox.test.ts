import { describe, expect, onTestFinished, test, vi } from "vitest";
import { FakeClock } from "../../test/fake-clock.ts";
import { asking } from "../../test/worker-on.ts";
import { commitAll } from "../conformance/with-inbox.ts";
import type { Claim, Inbox, NewEvent } from "../inbox.ts";
import { memoryInboxOn, unsafeMemoryInbox } from "./unsafe-memory-inbox.ts";

function event(chat: string | undefined, kind: NewEvent["kind"] = "valid", json = "{}"): NewEvent {
  return { kind, chat, json, issues: [] };
}

test("a receipt has an id of its own, a sequence in its chat, and a time", async () => {
  const inbox = unsafeMemoryInbox();
  const first = await commitAll(inbox, [event("a"), event("b"), event("a", "invalid"), event("a")]);
  const second = await commitAll(inbox, [event("a"), event(undefined, "invalid")]);
  const receipts = [...first, ...second];
  expect(receipts.map(({ sequence }) => sequence)).toEqual([1, 1, 2, 3, 4, 1]);
  expect(new Set(receipts.map(({ id }) => id)).size).toBe(6);
  for (const { time } of receipts) expect(new Date(time).toISOString()).toBe(time);
});

test("hands out lane heads only, each once, and the lane that waits longest first", async () => {
  const inbox = unsafeMemoryInbox();
  await inbox.commit([event("a", "valid", "a1"), event("a", "valid", "a2"), event("b", "valid", "b1")]);
  await inbox.commit([event("c", "valid", "c1")]);
  const json = (claims: readonly Claim[]): string[] => claims.map((claim) => claim.json);
  const [a1, b1] = await inbox.claim(asking(2));
  expect([a1?.json, b1?.json]).toEqual(["a1", "b1"]);
  if (a1) await inbox.settle(a1, { kind: "done" });
  expect(json(await inbox.claim(asking(9)))).toEqual(["c1", "a2"]);
  expect(json(await inbox.claim(asking(9)))).toEqual([]);
});

async function claimOne(inbox: Inbox): Promise<Claim> {
  const [claim] = await inbox.claim(asking(1));
  if (!claim) throw new Error("nothing was claimed");
  return claim;
}

test("a claim can be settled once, and by its owner only", async () => {
  const inbox = unsafeMemoryInbox();
  await inbox.commit([event("a"), event("a")]);
  const claim = await claimOne(inbox);
  expect(await inbox.settle(claim, { kind: "done" })).toBe(true);
  expect(await inbox.settle(claim, { kind: "done" })).toBe(false);
  await inbox.claim(asking(1));
  expect(await inbox.release(claim)).toBe(false);
  expect(await inbox.stats()).toMatchObject({ accepted: 2, pending: 1, done: 1, dead: 0, quarantined: 0 });
});

test("what was released can be claimed again, as the same attempt, and released no more", async () => {
  const inbox = unsafeMemoryInbox();
  await inbox.commit([event("a")]);
  const claim = await claimOne(inbox);
  expect(await inbox.release(claim)).toBe(true);
  expect(await inbox.release(claim)).toBe(false);
  const again = await claimOne(inbox);
  expect(again).toEqual({ ...claim, lease: again.lease });
  expect(again.lease).not.toBe(claim.lease);
});

describe("a lease", () => {
  test("that ran out belongs to nobody, and the next attempt is counted", async () => {
    const clock = new FakeClock();
    const inbox = memoryInboxOn(clock);
    await inbox.commit([event("a")]);
    const first = await claimOne(inbox);
    await clock.advance(29_999);
    expect(await inbox.nextInMs()).toBe(1);
    expect(await inbox.claim(asking(1))).toEqual([]);
    await clock.advance(1);
    expect(await inbox.nextInMs()).toBe(0);
    expect(await inbox.extend([first], 30_000)).toEqual([first]);
    expect(await inbox.settle(first, { kind: "done" })).toBe(false);
    const second = await claimOne(inbox);
    expect([first.attempt, second.attempt]).toEqual([1, 2]);
    expect(await inbox.settle(first, { kind: "done" })).toBe(false);
    expect(await inbox.settle(second, { kind: "done" })).toBe(true);
    expect(await inbox.nextInMs()).toBeUndefined();
  });

  test("that is extended runs from then", async () => {
    const clock = new FakeClock();
    const inbox = memoryInboxOn(clock);
    await inbox.commit([event("a")]);
    const claim = await claimOne(inbox);
    await clock.advance(20_000);
    expect(await inbox.extend([claim], 30_000)).toEqual([]);
    await clock.advance(29_999);
    expect(await inbox.claim(asking(1))).toEqual([]);
    expect(await inbox.settle(claim, { kind: "done" })).toBe(true);
  });

  test("does not look at the wall clock", async () => {
    const inbox = unsafeMemoryInbox();
    await inbox.commit([event("a")]);
    const claim = await claimOne(inbox);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
    onTestFinished(() => void vi.useRealTimers());
    expect(await inbox.claim(asking(1))).toEqual([]);
    expect(await inbox.settle(claim, { kind: "done" })).toBe(true);
  });
});

test("what is to be tried again holds up its lane until then, and keeps its place", async () => {
  const clock = new FakeClock();
  const inbox = memoryInboxOn(clock);
  await inbox.commit([event("a", "valid", "a1"), event("a", "valid", "a2"), event("b", "valid", "b1")]);
  const [a1] = await inbox.claim(asking(1));
  if (a1) await inbox.settle(a1, { kind: "retry", delayMs: 500, error: "TypeError" });
  expect((await inbox.claim(asking(9))).map(({ json }) => json)).toEqual(["b1"]);
  expect(await inbox.nextInMs()).toBe(500);
  await clock.advance(500);
  const [again] = await inbox.claim(asking(9));
  expect(again).toMatchObject({ json: "a1", attempt: 2 });
  if (again) await inbox.settle(again, { kind: "dead", error: "RangeError" });
  expect(await inbox.list("dead")).toMatchObject([{ json: "a1", attempts: 2, lastError: "RangeError" }]);
  expect((await inbox.claim(asking(9))).map(({ json }) => json)).toEqual(["a2"]);
});

test("without ordering, hands out all that does not wait, the oldest first", async () => {
  const inbox = unsafeMemoryInbox();
  await inbox.commit([event("a", "valid", "a1"), event("a", "valid", "a2"), event("b", "valid", "b1")]);
  const [first] = await inbox.claim(asking(1, { ordering: "none" }));
  if (first) await inbox.settle(first, { kind: "retry", delayMs: 500, error: "Error" });
  const rest = await inbox.claim(asking(9, { ordering: "none" }));
  expect([first?.json, ...rest.map(({ json }) => json)]).toEqual(["a1", "a2", "b1"]);
});

test("hands out nothing of a lane whose head is handed out, whatever comes in meanwhile", async () => {
  const inbox = unsafeMemoryInbox();
  await inbox.commit([event("a")]);
  await inbox.claim(asking(1));
  await inbox.commit([event("a")]);
  expect(await inbox.claim(asking(9))).toEqual([]);
});

test("invalid events go to quarantine and block no lane", async () => {
  const inbox = unsafeMemoryInbox();
  const issues: NewEvent["issues"] = [];
  await inbox.commit([
    event(undefined, "invalid", "1"),
    event("a", "invalid", "2"),
    event("a", "valid", "3"),
  ]);
  expect((await inbox.claim(asking(9))).map(({ json }) => json)).toEqual(["3"]);
  expect(await inbox.list("quarantined")).toMatchObject([
    { chat: undefined, json: "1", issues },
    { chat: "a", json: "2", issues },
  ]);
});

test("wakes subscribers until they leave", async () => {
  const inbox = unsafeMemoryInbox();
  const wake = vi.fn();
  const leave = inbox.subscribe(wake);
  await inbox.commit([event("a")]);
  expect(wake).toHaveBeenCalledOnce();
  leave();
  await inbox.commit([event("a")]);
  expect(wake).toHaveBeenCalledOnce();
});

test("takes nothing more when it is closed, but can still be looked at", async () => {
  const inbox = unsafeMemoryInbox();
  await inbox.commit([event("a")]);
  await inbox.close();
  await expect(inbox.commit([event("a")])).rejects.toThrow("closed");
  await expect(inbox.claim(asking(1))).rejects.toThrow("closed");
  expect((await inbox.stats()).pending).toBe(1);
});
