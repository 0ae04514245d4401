import { afterEach, describe, expect, test, vi } from "vitest";
import { deferred } from "../test/deliveries.ts";
import type { Claim, Inbox, NewEvent } from "./inbox.ts";
import { unsafeMemoryInbox } from "./unsafe-memory-inbox.ts";
import { Worker, type WorkerOptions } from "./worker.ts";

afterEach(() => {
  vi.useRealTimers();
});

function valid(chat: string, json = "{}"): NewEvent {
  return { kind: "valid", chat, json, issues: [] };
}

function workerOn(
  inbox: Inbox,
  attempt: WorkerOptions["attempt"],
  more: Partial<WorkerOptions> = {},
): Worker {
  const onInboxError = (error: unknown): never => {
    throw error;
  };
  return new Worker({ inbox, concurrency: 4, attempt, onInboxError, ...more });
}

/** An attempt that stays open until the test ends it. */
function openAttempts(): {
  attempt: WorkerOptions["attempt"];
  open: Map<string, { end: () => void; fail: () => void; signal: AbortSignal }>;
  began: (json: string) => Promise<void>;
} {
  const open = new Map<string, { end: () => void; fail: () => void; signal: AbortSignal }>();
  return {
    open,
    attempt: ({ json }, signal) =>
      new Promise((resolve, reject) => {
        open.set(json, { end: resolve, fail: () => reject(new Error("no")), signal });
      }),
    began: (json) => vi.waitUntil(() => open.has(json), { interval: 1 }).then(() => {}),
  };
}

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
    expect(await inbox.stats()).toEqual({ accepted: 2, pending: 0, done: 1, dead: 1, quarantined: 0 });
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

test("an event that comes in while a claim is under way is not overlooked", async () => {
  const inbox = unsafeMemoryInbox();
  const claim = inbox.claim.bind(inbox);
  const looked = deferred();
  const answer = deferred();
  inbox.claim = async (limit) => {
    const claims = await claim(limit);
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

describe("stop", () => {
  test("lets attempts end and claims nothing more", async () => {
    const inbox = unsafeMemoryInbox();
    const { attempt, open, began } = openAttempts();
    const worker = workerOn(inbox, attempt);
    worker.start();
    await inbox.commit([valid("a", "a1"), valid("a", "a2")]);
    await began("a1");
    const stopped = worker.stop(60_000);
    expect(open.get("a1")?.signal.aborted).toBe(false);
    open.get("a1")?.end();
    await stopped;
    expect([...open.keys()]).toEqual(["a1"]);
    expect(await inbox.stats()).toMatchObject({ done: 1, pending: 1 });
  });

  test("aborts after the grace time; what was broken off stays pending, at the head of its lane", async () => {
    const inbox = unsafeMemoryInbox();
    const began = deferred();
    const worker = workerOn(inbox, (_claim, signal) => {
      began.resolve();
      return new Promise((_resolve, reject) => {
        // It takes a moment to stop, as real work does.
        signal.addEventListener("abort", () => setImmediate(reject, signal.reason));
      });
    });
    worker.start();
    await inbox.commit([valid("a", "a1"), valid("a", "a2")]);
    await began.promise;
    await worker.stop(5);
    expect(await inbox.stats()).toMatchObject({ pending: 2, dead: 0 });
    expect((await inbox.claim(9)).map(({ json }) => json)).toEqual(["a1"]);
  });

  test("does not wait for an attempt that ignores its signal", async () => {
    const inbox = unsafeMemoryInbox();
    const { attempt, open, began } = openAttempts();
    const worker = workerOn(inbox, attempt);
    worker.start();
    await inbox.commit([valid("a", "a1")]);
    await began("a1");
    await worker.stop(0);
    expect(open.get("a1")?.signal.aborted).toBe(true);
  });

  test("gives back what was claimed while it began", async () => {
    const inbox = unsafeMemoryInbox();
    await inbox.commit([valid("a")]);
    const claim = inbox.claim.bind(inbox);
    const asked = deferred();
    const answer = deferred();
    inbox.claim = async (limit) => {
      asked.resolve();
      await answer.promise;
      return claim(limit);
    };
    const attempt = vi.fn(async () => {});
    const worker = workerOn(inbox, attempt);
    worker.start();
    await asked.promise;
    const stopped = worker.stop(60_000);
    answer.resolve();
    await stopped;
    expect(attempt).not.toHaveBeenCalled();
    expect(await claim(9)).toHaveLength(1);
  });
});

describe("an inbox that fails", () => {
  test("is told, and asked again later", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const inbox = unsafeMemoryInbox();
    await inbox.commit([valid("a")]);
    const claim = inbox.claim.bind(inbox);
    inbox.claim = () => Promise.reject(new Error("gone"));
    const failed = deferred<unknown>();
    const worker = workerOn(inbox, async () => {}, { onInboxError: failed.resolve });
    worker.start();
    expect(await failed.promise).toEqual(new Error("gone"));
    inbox.claim = claim;
    const idle = worker.idle();
    await vi.advanceTimersByTimeAsync(1_000);
    await idle;
  });

  test("does not stop the other lanes when it cannot settle", async () => {
    const inbox = unsafeMemoryInbox();
    const settle = inbox.settle.bind(inbox);
    inbox.settle = (claim, outcome) =>
      claim.chat === "bad" ? Promise.reject(new Error("gone")) : settle(claim, outcome);
    const failed = deferred<Claim | undefined>();
    const worker = workerOn(inbox, async () => {}, {
      onInboxError: (_error, claim) => failed.resolve(claim),
    });
    worker.start();
    await inbox.commit([valid("bad"), valid("good")]);
    expect((await failed.promise)?.chat).toBe("bad");
    await vi.waitUntil(async () => (await inbox.stats()).done === 1, { interval: 1 });
  });
});

test("start can be called once", async () => {
  const worker = workerOn(unsafeMemoryInbox(), async () => {});
  worker.start();
  expect(() => worker.start()).toThrow("start: the receiver is started already.");
  await worker.stop(0);
  expect(() => worker.start()).toThrow("start: the receiver is closed already.");
});
