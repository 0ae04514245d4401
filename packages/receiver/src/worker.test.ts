import { describe, expect, test, vi } from "vitest";
import { deferred } from "../test/deliveries.ts";
import { turns } from "../test/fake-clock.ts";
import { openAttempts, valid, workerInTime, workerOn } from "../test/worker-on.ts";
import type { Claim } from "./inbox.ts";
import { unsafeMemoryInbox } from "./memory/unsafe-memory-inbox.ts";

describe("lanes", () => {
  test("one event of a chat at a time, in commit order, several chats at once", async () => {
    const inbox = unsafeMemoryInbox();
    const seen: Claim[] = [];
    const running = new Set<string>();
    let most = 0;
    const worker = workerOn(inbox, async (claim) => {
      const chat = claim.chat ?? "";
      expect(running).not.toContain(chat);
      running.add(chat);
      most = Math.max(most, running.size);
      // Uneven work, so that lanes drift apart.
      for (let turn = 0; turn < claim.receipt.sequence % 3; turn++) await Promise.resolve();
      seen.push(claim);
      running.delete(chat);
    });
    await worker.start();
    const chats = ["a", "b", "c", "d", "e", "f"];
    for (let round = 0; round < 50; round++) await inbox.commit(chats.map((chat) => valid(chat)));
    await worker.idle();

    for (const chat of chats) {
      const sequences = seen.filter((claim) => claim.chat === chat).map(({ receipt }) => receipt.sequence);
      expect(sequences).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    }
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(4);
    expect(seen.every(({ attempt }) => attempt === 1)).toBe(true);
  });

  test("a stuck lane holds up only itself", async () => {
    const inbox = unsafeMemoryInbox();
    const { attempt, open, began } = openAttempts();
    const worker = workerOn(inbox, attempt);
    await worker.start();
    await inbox.commit([
      valid("stuck", "s1"),
      valid("stuck", "s2"),
      valid("free", "f1"),
      valid("free", "f2"),
    ]);
    await began("s1");
    await began("f1");
    open.get("f1")?.end();
    await began("f2");
    expect(open.has("s2")).toBe(false);
    open.get("s1")?.end();
    await began("s2");
    open.get("s2")?.end();
    open.get("f2")?.end();
    await worker.idle();
  });

  test("no more attempts at once than the concurrency", async () => {
    const inbox = unsafeMemoryInbox();
    const { attempt, open, began } = openAttempts();
    const worker = workerOn(inbox, attempt, { concurrency: 2 });
    await worker.start();
    await inbox.commit(["a", "b", "c"].map((chat) => valid(chat, chat)));
    await began("b");
    expect([...open.keys()]).toEqual(["a", "b"]);
    open.get("a")?.end();
    await began("c");
    open.get("b")?.end();
    open.get("c")?.end();
    await worker.idle();
  });

  test("an event that fails is dead, and its lane goes on", async () => {
    const inbox = unsafeMemoryInbox();
    const worker = workerOn(inbox, async ({ json }) => {
      if (json === "bad") throw undefined;
    });
    await worker.start();
    await inbox.commit([valid("a", "bad"), valid("a", "good")]);
    await worker.idle();
    expect(await inbox.stats()).toMatchObject({ accepted: 2, pending: 0, done: 1, dead: 1, quarantined: 0 });
    expect((await inbox.list("dead")).map(({ json }) => json)).toEqual(["bad"]);
  });

  test("events that were committed before the start are handled", async () => {
    const inbox = unsafeMemoryInbox();
    await inbox.commit([valid("a")]);
    const worker = workerOn(inbox, async () => {});
    await worker.start();
    await worker.idle();
    expect((await inbox.stats()).done).toBe(1);
  });
});

test("while events are settled, the next are claimed and handled, but not more than once the concurrency", async () => {
  const handle = vi.fn(async () => {});
  const { inbox } = workerInTime(handle, { concurrency: 2 });
  const claim = vi.spyOn(inbox, "claim");
  inbox.settle = () => new Promise(() => {});
  await inbox.commit(Array.from({ length: 10 }, (_, lane) => valid(`chat ${lane}`)));
  await turns();
  expect(handle).toHaveBeenCalledTimes(4);
  for (const [{ limit }] of claim.mock.calls) expect(limit).toBeLessThanOrEqual(2);
});

test("an event that comes in while a claim is under way is not overlooked", async () => {
  const inbox = unsafeMemoryInbox();
  const claim = inbox.claim.bind(inbox);
  const looked = deferred();
  const answer = deferred();
  inbox.claim = async (request) => {
    const claims = await claim(request);
    looked.resolve();
    await answer.promise;
    return claims;
  };
  const worker = workerOn(inbox, async () => {});
  worker.start();
  await looked.promise;
  await inbox.commit([valid("a")]);
  // The wake-up runs into the claim that has looked already.
  await new Promise((resolve) => setImmediate(resolve));
  answer.resolve();
  await worker.idle();
  expect((await inbox.stats()).done).toBe(1);
});

test("an inbox that fails is asked again after a second, not at each event that comes in", async () => {
  const failed = vi.fn();
  const { inbox, clock, worker } = workerInTime(async () => {}, { onInboxError: failed });
  const claim = inbox.claim.bind(inbox);
  inbox.claim = () => Promise.reject(new Error("out of reach"));
  for (let turn = 0; turn < 10; turn++) {
    await inbox.commit([valid("a")]);
    await turns();
  }
  expect(failed).toHaveBeenCalledTimes(1);
  expect(failed).toHaveBeenCalledWith(new Error("out of reach"));
  expect(clock.waiting).toEqual([1_000]);
  inbox.claim = claim;
  await clock.advance(1_000);
  await worker.idle();
  expect((await inbox.stats()).done).toBe(10);
});

describe("idle", () => {
  test("does not miss what is settled while it looks", async () => {
    const inbox = unsafeMemoryInbox();
    const { attempt, open, began } = openAttempts();
    const worker = workerOn(inbox, attempt);
    worker.start();
    await inbox.commit([valid("a", "a1")]);
    await began("a1");
    const stats = inbox.stats.bind(inbox);
    inbox.stats = async () => {
      const before = await stats();
      inbox.stats = stats;
      open.get("a1")?.end();
      await vi.waitUntil(async () => (await stats()).done === 1, { interval: 1 });
      await new Promise((resolve) => setImmediate(resolve));
      return before;
    };
    await worker.idle();
  });

  test("rejects instead of waiting for ever", async () => {
    const inbox = unsafeMemoryInbox();
    const worker = workerOn(inbox, () => new Promise(() => {}));
    await worker.idle();
    await inbox.commit([valid("a")]);
    await expect(worker.idle()).rejects.toThrow("idle: 1 events are pending, and start() was not called");
    worker.start();
    const idle = worker.idle();
    await worker.stop(0);
    await expect(idle).rejects.toThrow("the receiver is closed");
  });
});
