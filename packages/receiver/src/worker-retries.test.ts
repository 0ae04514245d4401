import { describe, expect, test, vi } from "vitest";
import { deferred } from "../test/deliveries.ts";
import { FakeClock, turns } from "../test/fake-clock.ts";
import { asking, openAttempts, valid, workerInTime, workerOn } from "../test/worker-on.ts";
import type { FailedAttempt } from "./attempt-runner.ts";
import type { Claim } from "./inbox.ts";
import { memoryInboxOn } from "./memory/unsafe-memory-inbox.ts";

const failing = (json: string) => async (claim: Claim) => {
  if (claim.json === json) throw new RangeError("no");
};

describe("retries", () => {
  test("keep the order of the lane, while other lanes go on", async () => {
    const calls: string[] = [];
    const { inbox, clock, worker } = workerInTime(async ({ json, attempt }) => {
      calls.push(`${json} ${attempt}`);
      if (json === "a1" && attempt < 3) throw new Error("no");
    });
    await inbox.commit([valid("a", "a1"), valid("a", "a2"), valid("b", "b1")]);
    await turns();
    await inbox.commit([valid("b", "b2"), valid("a", "a3")]);
    await clock.advance(999);
    expect(calls).toEqual(["a1 1", "b1 1", "b2 1"]);
    await clock.advance(1);
    expect(calls.slice(3)).toEqual(["a1 2"]);
    await clock.advance(1_999);
    expect(calls).toHaveLength(4);
    await clock.advance(1);
    await worker.idle();
    expect(calls.slice(4)).toEqual(["a1 3", "a2 1", "a3 1"]);
  });

  test("end: a poison event is dead after its attempts, and its lane goes on", async () => {
    const failed: FailedAttempt[] = [];
    const { inbox, clock, worker } = workerInTime(failing("bad"), { onFailed: (one) => failed.push(one) });
    await inbox.commit([valid("a", "bad"), valid("a", "good")]);
    await clock.advance(3_000);
    await worker.idle();
    expect(failed.map(({ claim, outcome }) => [claim.attempt, outcome])).toEqual([
      [1, { kind: "retry", delayMs: 1_000, error: "RangeError" }],
      [2, { kind: "retry", delayMs: 2_000, error: "RangeError" }],
      [3, { kind: "dead", error: "RangeError" }],
    ]);
    expect(await inbox.stats()).toMatchObject({ accepted: 2, pending: 0, done: 1, dead: 1, quarantined: 0 });
    expect(await inbox.list("dead")).toMatchObject([{ json: "bad", attempts: 3, lastError: "RangeError" }]);
  });

  test("no timer runs when nothing is pending, and one while something waits", async () => {
    const { inbox, clock, worker } = workerInTime(failing("bad"));
    await turns();
    expect(clock.waiting).toEqual([]);
    await inbox.commit([valid("a", "bad")]);
    await turns();
    expect(clock.waiting).toEqual([1_000]);
    await clock.advance(3_000);
    await worker.idle();
    await turns();
    expect(clock.waiting).toEqual([]);
  });

  test("the inbox is not polled while something waits", async () => {
    const { inbox, clock } = workerInTime(failing("bad"), { backoff: { baseMs: 60_000, maxMs: 60_000 } });
    const claim = vi.spyOn(inbox, "claim");
    await inbox.commit([valid("a", "bad")]);
    await turns();
    const before = claim.mock.calls.length;
    await clock.advance(59_999);
    expect(claim.mock.calls.length).toBe(before);
    await clock.advance(1);
    expect(claim.mock.calls.length).toBeGreaterThan(before);
  });

  test("an inbox that says there is something, and hands out nothing, is asked a hundred times a second", async () => {
    const { inbox, clock } = workerInTime(async () => {});
    inbox.nextInMs = async () => 0;
    const claim = vi.spyOn(inbox, "claim");
    await clock.advance(1_000);
    expect(claim.mock.calls.length).toBeGreaterThan(50);
    expect(claim.mock.calls.length).toBeLessThan(110);
  });

  test("an event that comes in while the worker asks how long to sleep is not overlooked", async () => {
    const { inbox, clock } = workerInTime(async () => {});
    const asked = deferred();
    const answer = deferred();
    inbox.nextInMs = async () => {
      asked.resolve();
      await answer.promise;
      return undefined;
    };
    await asked.promise;
    await inbox.commit([valid("a")]);
    await turns();
    answer.resolve();
    await turns();
    expect((await inbox.stats()).done).toBe(1);
    expect(clock.waiting).toEqual([]);
  });

  test("an event that comes in while a claim hands out another does not wait for a timer", async () => {
    const { attempt, open } = openAttempts();
    const { inbox } = workerInTime(attempt);
    const claim = inbox.claim.bind(inbox);
    inbox.claim = async (request) => {
      const claims = await claim(request);
      if (claims.length > 0) {
        inbox.claim = claim;
        await inbox.commit([valid("b", "b1")]);
        await turns();
      }
      return claims;
    };
    await inbox.commit([valid("a", "a1")]);
    await turns();
    await turns();
    expect([...open.keys()]).toEqual(["a1", "b1"]);
  });

  test("an event of a process that died is taken over while another attempt takes long", async () => {
    const clock = new FakeClock();
    const inbox = memoryInboxOn(clock);
    await inbox.commit([valid("a", "a1")]);
    await inbox.claim(asking(1, { leaseMs: 5_000 }));
    await inbox.commit([valid("b", "long")]);
    const { attempt, open } = openAttempts();
    workerOn(inbox, attempt, { clock, attempts: 3 }).start();
    await clock.advance(4_999);
    expect([...open.keys()]).toEqual(["long"]);
    await clock.advance(1);
    expect([...open.keys()]).toEqual(["long", "a1"]);
  });

  test("a retry is made while another attempt takes long", async () => {
    const { attempt, open } = openAttempts();
    const { inbox, clock } = workerInTime(async (claim, signal, telemetry) => {
      if (claim.json === "bad" && claim.attempt === 1) throw new Error("no");
      return attempt(claim, signal, telemetry);
    });
    await inbox.commit([valid("a", "bad"), valid("b", "long")]);
    await clock.advance(1_000);
    expect([...open.keys()]).toEqual(["long", "bad"]);
  });
});

test("without ordering, an event does not wait for the one before it", async () => {
  const calls: string[] = [];
  const { inbox, clock, worker } = workerInTime(
    async ({ json, attempt }) => {
      calls.push(`${json} ${attempt}`);
      if (json === "a1" && attempt === 1) throw new Error("no");
    },
    { ordering: "none" },
  );
  await inbox.commit([valid("a", "a1"), valid("a", "a2"), valid("a", "a3")]);
  await clock.advance(1_000);
  await worker.idle();
  expect(calls).toEqual(["a1 1", "a2 1", "a3 1", "a1 2"]);
});

test("fair: a busy lane does not keep the others from their turn", async () => {
  const calls: string[] = [];
  const { inbox, worker } = workerInTime(async ({ chat }) => void calls.push(chat ?? ""), { concurrency: 1 });
  await inbox.commit(Array.from({ length: 20 }, () => valid("busy")));
  await inbox.commit([valid("b"), valid("c")]);
  await worker.idle();
  expect(calls.slice(0, 4).toSorted()).toEqual(["b", "busy", "busy", "c"]);
});

describe("an event whose process died each time", () => {
  test("is dead without another call of the handler", async () => {
    const handle = vi.fn(async () => {});
    const onFailed = vi.fn();
    const { inbox, clock, worker } = workerInTime(handle, { attempts: 2, onFailed });
    await worker.stop(0);
    await inbox.commit([valid("a", "killer"), valid("a", "next")]);
    for (let death = 0; death < 2; death++) {
      await inbox.claim(asking(1));
      await clock.advance(30_000);
    }
    const second = workerOn(inbox, handle, { clock, attempts: 2, onFailed });
    second.start();
    await second.idle();
    expect(handle.mock.calls).toMatchObject([[{ json: "next" }, {}, {}]]);
    expect(onFailed).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ outcome: { kind: "dead", error: "AttemptsLostError" } }),
    );
    expect(await inbox.list("dead")).toMatchObject([{ json: "killer", lastError: "AttemptsLostError" }]);
  });
});

test.each([
  ["failed, and the last one vanished", 1, /^No attempt is left, and the last 1 of them came to no end/],
  ["failed, when fewer are allowed since", 0, /^There are 2 attempts at most, and it had more/],
])("an event whose attempts %s, is told as that", async (_what, vanished, message) => {
  const clock = new FakeClock();
  const inbox = memoryInboxOn(clock);
  await inbox.commit([valid("a")]);
  for (let failed = 0; failed < 2 - vanished; failed++) {
    const [claim] = await inbox.claim(asking(1));
    if (claim) await inbox.settle(claim, { kind: "retry", delayMs: 0, error: "TypeError" });
  }
  if (vanished > 0) await inbox.extend(await inbox.claim(asking(1)), 0);
  const onFailed = vi.fn();
  const worker = workerOn(inbox, async () => {}, { clock, attempts: 2, onFailed });
  worker.start();
  await worker.idle();
  expect(onFailed).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ error: expect.objectContaining({ message: expect.stringMatching(message) }) }),
  );
  expect(await inbox.stats()).toMatchObject({ dead: 1 });
});

test("close while a retry waits does not wait for it", async () => {
  const { inbox, clock, worker } = workerInTime(failing("bad"));
  await inbox.commit([valid("a", "bad")]);
  await turns();
  await worker.stop(60_000);
  expect(clock.waiting).toEqual([]);
  expect((await inbox.stats()).pending).toBe(1);
  await clock.advance(1_000);
  expect(await inbox.claim(asking(1))).toMatchObject([{ json: "bad", attempt: 2 }]);
});
