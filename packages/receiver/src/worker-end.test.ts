import { describe, expect, test, vi } from "vitest";
import { deferred } from "../test/deliveries.ts";
import { turns } from "../test/fake-clock.ts";
import { asking, openAttempts, valid, workerInTime, workerOn } from "../test/worker-on.ts";
import type { Claim } from "./inbox.ts";
import { unsafeMemoryInbox } from "./memory/unsafe-memory-inbox.ts";

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
    expect((await inbox.claim(asking(9))).map(({ json }) => json)).toEqual(["a1"]);
  });

  test("does not wait for an attempt that ignores its signal, and gives its event back", async () => {
    const inbox = unsafeMemoryInbox();
    const { attempt, open, began } = openAttempts();
    const worker = workerOn(inbox, attempt);
    worker.start();
    await inbox.commit([valid("a", "a1")]);
    await began("a1");
    await worker.stop(0);
    expect(open.get("a1")?.signal.reason).toMatchObject({ name: "AbortError" });
    expect(await inbox.claim(asking(9))).toMatchObject([{ json: "a1", attempt: 1 }]);
  });

  test("takes what was done in spite of its aborted signal as done", async () => {
    const { inbox, worker, clock } = workerInTime(
      (_claim, signal) => new Promise((resolve) => signal.addEventListener("abort", () => resolve())),
    );
    await inbox.commit([valid("a", "a1")]);
    await turns();
    const stopped = worker.stop(0);
    await clock.advance(0);
    await stopped;
    expect(await inbox.stats()).toMatchObject({ done: 1, pending: 0 });
  });

  test("does not ask an inbox for ever that does not settle", async () => {
    const { inbox, worker, clock } = workerInTime(async () => {}, { onInboxError: () => {} });
    const settle = vi.fn(() => Promise.reject(new Error("gone")));
    inbox.settle = settle;
    await inbox.commit([valid("a", "a1")]);
    await turns();
    const stopped = worker.stop(3_000);
    await clock.advance(60_000);
    await stopped;
    // At once, after one, two and three seconds, and a last time.
    expect(settle.mock.calls.length).toBeLessThanOrEqual(5);
    expect(settle.mock.calls.length).toBeGreaterThanOrEqual(4);
  });

  test("leaves no timer when it comes while the worker asks how long to sleep", async () => {
    const { inbox, worker, clock } = workerInTime(async () => {});
    const asked = deferred();
    const answer = deferred<number>();
    inbox.nextInMs = () => {
      asked.resolve();
      return answer.promise;
    };
    await asked.promise;
    const stopped = worker.stop(60_000);
    answer.resolve(500);
    await stopped;
    expect(clock.waiting).toEqual([]);
  });

  test("gives back what was claimed while it began", async () => {
    const inbox = unsafeMemoryInbox();
    await inbox.commit([valid("a")]);
    const claim = inbox.claim.bind(inbox);
    const asked = deferred();
    const answer = deferred();
    inbox.claim = async (request) => {
      asked.resolve();
      await answer.promise;
      return claim(request);
    };
    const attempt = vi.fn(async () => {});
    const worker = workerOn(inbox, attempt);
    worker.start();
    await asked.promise;
    const stopped = worker.stop(60_000);
    answer.resolve();
    await stopped;
    expect(attempt).not.toHaveBeenCalled();
    expect(await claim(asking(9))).toHaveLength(1);
  });
});

test("an inbox that fails to settle does not stop the other lanes", async () => {
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

test("start can be called once", async () => {
  const worker = workerOn(unsafeMemoryInbox(), async () => {});
  worker.start();
  expect(() => worker.start()).toThrow("start: the receiver is started already.");
  await worker.stop(0);
  expect(() => worker.start()).toThrow("start: the receiver is closed already.");
});
