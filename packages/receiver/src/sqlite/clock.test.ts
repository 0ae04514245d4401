/// <reference types="node" />
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test, vi } from "vitest";
import { commitAll } from "../conformance/with-inbox.ts";
import { monotonicNow } from "./monotonic-now.ts";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { event, temporaryFile } from "./test/temporary.ts";

afterEach(() => {
  vi.useRealTimers();
});

test.each([3_600_000, -3_600_000])(
  "a wall clock that jumps by %d ms moves no lease and no delay",
  async (jump) => {
    const inbox = sqliteInbox(temporaryFile());
    await inbox.commit([event("a"), event("b")]);
    const request = { limit: 2, leaseMs: 60_000, ordering: "chat" } as const;
    const [a, b] = await inbox.claim(request);
    if (a === undefined || b === undefined) throw new Error("two were not claimed");
    await inbox.settle(b, { kind: "retry", delayMs: 50_000, error: "Error" });
    // Everything that fake timers fake, the process's own clocks included.
    vi.useFakeTimers({ now: Date.now() + jump });
    expect(await inbox.claim(request)).toEqual([]);
    const ms = await inbox.nextInMs();
    expect(ms).toBeGreaterThan(40_000);
    expect(ms).toBeLessThanOrEqual(50_000);
    expect(await inbox.settle(a, { kind: "done" })).toBe(true);
    const [receipt] = await commitAll(inbox, [event("a")]);
    expect(receipt?.sequence).toBe(2);
    await inbox.close();
  },
);

test("a time from before the machine was started anew has passed", async () => {
  const file = temporaryFile();
  const first = sqliteInbox(file);
  await first.commit([event("a", "1"), event("a", "2"), event("b", "3")]);
  const request = { limit: 2, leaseMs: 60_000, ordering: "chat" } as const;
  const [a] = await first.claim(request);
  if (a === undefined) throw new Error("nothing was claimed");
  await first.settle(a, { kind: "retry", delayMs: 60_000, error: "Error" });
  await first.close();
  // The machine ran for a day longer then than it does now.
  const db = new DatabaseSync(file);
  const day = 86_400_000_000;
  const now = monotonicNow();
  db.prepare("UPDATE events SET since = ?, due = ? WHERE state = 1").run(now + day, now + day + 60_000_000);
  db.close();

  const second = sqliteInbox(file);
  expect(await second.nextInMs()).toBe(0);
  const claims = await second.claim({ ...request, limit: 10 });
  expect(claims.map(({ json, attempt }) => [JSON.parse(json).text, attempt]).sort()).toEqual([
    ["1", 2],
    ["3", 2],
  ]);
  await second.close();
});

test("a delay and a lease longer than a day are a day, and one that is no number is refused", async () => {
  const inbox = sqliteInbox(temporaryFile());
  await inbox.commit([event("a")]);
  await inbox.claim({ limit: 1, leaseMs: Number.POSITIVE_INFINITY, ordering: "chat" });
  const ms = await inbox.nextInMs();
  expect(ms).toBeLessThanOrEqual(86_400_000);
  expect(ms).toBeGreaterThan(86_300_000);
  await expect(inbox.claim({ limit: 1, leaseMs: -1, ordering: "chat" })).rejects.toThrow(RangeError);
  await expect(inbox.claim({ limit: 1, leaseMs: Number.NaN, ordering: "chat" })).rejects.toThrow(RangeError);
  await inbox.close();
});
