import { describe, expect, test, vi } from "vitest";
import { turns } from "../test/fake-clock.ts";
import { asking, openAttempts, valid, workerInTime } from "../test/worker-on.ts";
import type { FailedAttempt } from "./attempt-runner.ts";

describe("the time of an attempt", () => {
  test("is over for a handler that never ends: it has failed, its place is free, its lane goes on", async () => {
    const failed: FailedAttempt[] = [];
    const { attempt, open } = openAttempts();
    const { inbox, clock } = workerInTime(attempt, {
      concurrency: 1,
      attempts: 1,
      attemptTimeoutMs: 5_000,
      onFailed: (one) => failed.push(one),
    });
    await inbox.commit([valid("a", "hung"), valid("a", "next")]);
    await clock.advance(4_999);
    expect(open.get("hung")?.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(open.get("hung")?.signal.reason).toMatchObject({
      name: "TimeoutError",
      message: "The attempt took longer than attemptTimeoutMs, 5000 ms.",
    });
    // It may clean up for a moment before it is left to itself.
    expect(open.has("next")).toBe(false);
    await clock.advance(100);
    expect(failed).toMatchObject([{ error: { name: "TimeoutError" }, outcome: { kind: "dead" } }]);
    expect(open.has("next")).toBe(true);
    open.get("hung")?.end();
    open.get("next")?.end();
    await turns();
    expect(await inbox.stats()).toMatchObject({ done: 1, dead: 1, pending: 0 });
  });

  test("is over also for a handler that makes a success of its abort", async () => {
    const { inbox, clock } = workerInTime(
      (_claim, signal) => new Promise((resolve) => signal.addEventListener("abort", () => resolve())),
      { attempts: 1, attemptTimeoutMs: 5_000 },
    );
    await inbox.commit([valid("a")]);
    await clock.advance(5_000);
    expect(await inbox.list("dead")).toMatchObject([{ lastError: "TimeoutError" }]);
  });

  test("does not end an attempt that was in time", async () => {
    const { attempt, open } = openAttempts();
    const { inbox, clock } = workerInTime(attempt, { attemptTimeoutMs: 5_000 });
    await inbox.commit([valid("a", "a1")]);
    await clock.advance(4_000);
    open.get("a1")?.end();
    await clock.advance(10_000);
    expect(open.get("a1")?.signal.aborted).toBe(false);
    expect(await inbox.stats()).toMatchObject({ done: 1 });
    expect(clock.waiting).toEqual([]);
  });
});

describe("a lease", () => {
  test("is extended while its attempt runs, all by one timer", async () => {
    const { attempt, open } = openAttempts();
    const { inbox, clock } = workerInTime(attempt, { attemptTimeoutMs: 600_000 });
    const extend = vi.spyOn(inbox, "extend");
    await inbox.commit([valid("a", "a1"), valid("b", "b1"), valid("c", "c1")]);
    await clock.advance(90_000);
    expect(extend).toHaveBeenCalledTimes(9);
    expect(extend.mock.calls[8]?.[0].map(({ json }) => json)).toEqual(["a1", "b1", "c1"]);
    expect(await inbox.claim(asking(9))).toEqual([]);
    for (const { signal, end } of open.values()) {
      expect(signal.aborted).toBe(false);
      end();
    }
    await turns();
    expect((await inbox.stats()).done).toBe(3);
    expect(clock.waiting).toEqual([]);
  });

  test("that is lost aborts the signal, and its attempt settles nothing", async () => {
    const onInboxError = vi.fn();
    const { attempt, open } = openAttempts();
    const { inbox, clock } = workerInTime(attempt, { onInboxError, concurrency: 1 });
    const settle = vi.spyOn(inbox, "settle");
    await inbox.commit([valid("a", "a1")]);
    await turns();
    const { signal, end } = open.get("a1") ?? {};
    // Paused, as by SIGSTOP: when it goes on, another process has the event.
    clock.pause(30_000);
    const [others] = await inbox.claim(asking(1));
    expect(others).toMatchObject({ attempt: 2 });
    await clock.advance(0);
    expect(signal?.reason).toMatchObject({ name: "LeaseLostError" });
    end?.();
    await turns();
    expect(settle).not.toHaveBeenCalled();
    expect(onInboxError.mock.calls).toMatchObject([[{ name: "LeaseLostError" }, { json: "a1", attempt: 1 }]]);
    if (others) expect(await inbox.settle(others, { kind: "done" })).toBe(true);
  });

  test("that the inbox reports as lost frees the place of a handler that hangs", async () => {
    const { attempt, open } = openAttempts();
    const { inbox, clock } = workerInTime(attempt, { onInboxError: () => {}, concurrency: 1 });
    await inbox.commit([valid("a", "a1"), valid("b", "b1")]);
    await turns();
    inbox.extend = async (claims) => claims;
    await clock.advance(10_000);
    expect(open.get("a1")?.signal.reason).toMatchObject({ name: "LeaseLostError" });
    await clock.advance(100);
    expect(open.has("b1")).toBe(true);
  });

  test("that ended before settle did is told", async () => {
    const onInboxError = vi.fn();
    const { inbox } = workerInTime(async () => {}, { onInboxError });
    inbox.settle = async () => false;
    await inbox.commit([valid("a", "a1")]);
    await turns();
    expect(onInboxError.mock.calls[0]).toMatchObject([{ name: "LeaseLostError" }, { json: "a1" }]);
  });

  test("that ran out between the claim and its answer begins no attempt", async () => {
    const handle = vi.fn(async () => {});
    const { inbox, clock } = workerInTime(handle, { onInboxError: () => {} });
    const claim = inbox.claim.bind(inbox);
    inbox.claim = async (request) => {
      const claims = await claim(request);
      if (claims.length > 0) clock.pause(30_000);
      inbox.claim = claim;
      return claims;
    };
    await inbox.commit([valid("a", "a1")]);
    await turns();
    expect(handle.mock.calls).toMatchObject([[{ attempt: 2 }, {}, {}]]);
  });
});

test("an attempt whose time is over has failed, also when the receiver closes right then", async () => {
  const { attempt, open } = openAttempts();
  const { inbox, clock, worker } = workerInTime(attempt, { attemptTimeoutMs: 5_000 });
  await inbox.commit([valid("a", "a1")]);
  await clock.advance(5_000);
  expect(open.get("a1")?.signal.aborted).toBe(true);
  const stopped = worker.stop(0);
  await clock.advance(1_100);
  await stopped;
  await clock.advance(1_000);
  expect(await inbox.claim(asking(1))).toMatchObject([{ json: "a1", attempt: 2 }]);
});

describe("an inbox that is out of reach", () => {
  test("for less than a lease does not break off attempts", async () => {
    const onInboxError = vi.fn();
    const { attempt, open } = openAttempts();
    const { inbox, clock } = workerInTime(attempt, { onInboxError });
    await inbox.commit([valid("a", "a1")]);
    await turns();
    const extend = inbox.extend.bind(inbox);
    inbox.extend = () => Promise.reject(new Error("gone"));
    await clock.advance(20_000);
    expect(onInboxError).toHaveBeenCalledTimes(2);
    inbox.extend = extend;
    await clock.advance(9_999);
    // The third beat comes as the lease ends; by our clock, that is too late.
    expect(open.get("a1")?.signal.aborted).toBe(false);
  });

  test("for longer breaks them off", async () => {
    const { attempt, open } = openAttempts();
    const { inbox, clock } = workerInTime(attempt, { onInboxError: () => {} });
    await inbox.commit([valid("a", "a1")]);
    await turns();
    const { signal } = open.get("a1") ?? {};
    const extend = vi.fn(() => new Promise<never>(() => {}));
    inbox.extend = extend;
    await clock.advance(29_999);
    expect(signal?.aborted).toBe(false);
    // A store that hangs gets no second question before it answered the first.
    expect(extend).toHaveBeenCalledOnce();
    await clock.advance(1);
    expect(signal?.reason).toMatchObject({ name: "LeaseLostError" });
  });

  test("is asked to settle each second, until the lease is over", async () => {
    const onInboxError = vi.fn();
    const handle = vi.fn(async () => {});
    const { inbox, clock } = workerInTime(handle, { onInboxError });
    const settle = inbox.settle.bind(inbox);
    let fails = 3;
    const asked: string[] = [];
    inbox.settle = (claim, outcome) => {
      asked.push(`${claim.json} ${claim.attempt}`);
      return fails-- > 0 ? Promise.reject(new Error("gone")) : settle(claim, outcome);
    };
    await inbox.commit([valid("a", "a1")]);
    await clock.advance(3_000);
    expect(await inbox.stats()).toMatchObject({ done: 1 });
    expect(handle).toHaveBeenCalledOnce();
    expect(onInboxError).toHaveBeenCalledTimes(3);
    fails = Number.POSITIVE_INFINITY;
    await inbox.commit([valid("b", "b1")]);
    await clock.advance(29_999);
    expect(handle).toHaveBeenCalledTimes(2);
    await clock.advance(5_000);
    expect(handle).toHaveBeenCalledTimes(3);
    expect(asked.filter((what) => what === "b1 1")).toHaveLength(30);
  });

  test("is asked again to settle what took longer than a lease, too", async () => {
    const { attempt, open } = openAttempts();
    const { inbox, clock } = workerInTime(attempt, { onInboxError: () => {}, attemptTimeoutMs: 600_000 });
    await inbox.commit([valid("a", "a1")]);
    await clock.advance(45_000);
    const settle = inbox.settle.bind(inbox);
    inbox.settle = async () => {
      inbox.settle = settle;
      throw new Error("gone");
    };
    open.get("a1")?.end();
    await clock.advance(1_000);
    expect(await inbox.stats()).toMatchObject({ done: 1 });
  });
});
