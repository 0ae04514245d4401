import { expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "../../test/postgres/for-tests.ts";
import { commitAll } from "../conformance/with-inbox.ts";
import { postgresInbox } from "./postgres-inbox.ts";
import { event, sql } from "./test/sql.ts";

async function inboxIn(connectionString: string) {
  const inbox = postgresInbox({ connectionString });
  onTestFinished(() => inbox.close());
  return inbox;
}

// The server's clock cannot be set here. What it said at the last look can, which comes to the same.
test.each(["1 hour", "-1 hour"])(
  "a wall clock that jumps by %s moves no lease and no delay",
  async (jump) => {
    const connectionString = await freshDatabase();
    const inbox = await inboxIn(connectionString);
    await inbox.commit([event("a"), event("b")]);
    const request = { limit: 2, leaseMs: 60_000, ordering: "chat" } as const;
    const [a, b] = await inbox.claim(request);
    if (a === undefined || b === undefined) throw new Error("two were not claimed");
    await inbox.settle(b, { kind: "retry", delayMs: 50_000, error: "Error" });
    await sql(connectionString, `UPDATE proto_webhooks.clock SET seen = seen - interval '${jump}'`);
    expect(await inbox.claim(request)).toEqual([]);
    const ms = await inbox.nextInMs();
    // On by 5 s at most, and by what the test took. Back by what was not stored of the clock, 200 ms at most.
    expect(ms).toBeGreaterThan(40_000);
    expect(ms).toBeLessThanOrEqual(50_200);
    expect(await inbox.settle(a, { kind: "done" })).toBe(true);
    const [receipt] = await commitAll(inbox, [event("a")]);
    expect(receipt?.sequence).toBe(2);
  },
);

test.each([
  ["an hour ago by the wall clock", "time = time - interval '1 hour'", false],
  ["an hour ago by the inbox's clock", "us = us - 3600000000", false],
  ["in an hour by both", "time = time + interval '1 hour', us = us + 3600000000", false],
  ["just now by one, in an hour by the other, which was set back", "time = time + interval '1 hour'", true],
])("what was said %s", async (_, change, isSuspected) => {
  const connectionString = await freshDatabase();
  const inbox = await inboxIn(connectionString);
  const rule = { mode: "flag", windowMs: 60_000 } as const;
  const said = event("a", "ok");
  await inbox.commit([said], rule);
  await sql(connectionString, `UPDATE proto_webhooks.fingerprints SET ${change}`);
  const [again] = await commitAll(inbox, [said], rule);
  expect(again?.suspectedDuplicateOf !== undefined).toBe(isSuspected);
});

test("fingerprints that no window reaches any more are removed by the commits that follow", async () => {
  const connectionString = await freshDatabase();
  const inbox = await inboxIn(connectionString);
  const said = (text: string) => event("a", text);
  const rule = { mode: "flag", windowMs: 0 } as const;
  await inbox.commit(
    Array.from({ length: 500 }, (_, i) => said(`old ${i}`)),
    rule,
  );
  await inbox.commit([said("kept")], { mode: "flag", windowMs: 3_600_000 });
  for (let i = 0; i < 10; i++) {
    await inbox.commit(
      Array.from({ length: 30 }, (_, j) => said(`new ${i} ${j}`)),
      { mode: "flag", windowMs: 60_000 },
    );
  }
  const [row] = await sql(connectionString, "SELECT count(*)::int AS rows FROM proto_webhooks.fingerprints");
  expect(row).toEqual({ rows: 301 });
});

test("a delay and a lease longer than a day are a day, and one that is no number is refused", async () => {
  const inbox = await inboxIn(await freshDatabase());
  const [receipt] = await commitAll(inbox, [event("a")]);
  const [claim] = await inbox.claim({ limit: 1, leaseMs: Number.POSITIVE_INFINITY, ordering: "chat" });
  expect(await inbox.nextInMs()).toBeLessThanOrEqual(86_400_000);
  expect(await inbox.nextInMs()).toBeGreaterThan(86_300_000);
  for (const ms of [-1, Number.NaN]) {
    await expect(inbox.claim({ limit: 1, leaseMs: ms, ordering: "chat" })).rejects.toThrow(RangeError);
    await expect(inbox.extend([], ms)).rejects.toThrow(RangeError);
    await expect(inbox.commit([event("a")], { mode: "flag", windowMs: ms })).rejects.toThrow(RangeError);
    const retry = { kind: "retry", delayMs: ms, error: "E" } as const;
    await expect(claim && inbox.settle(claim, retry)).rejects.toThrow(RangeError);
  }
  expect(receipt && (await inbox.find(receipt.id))?.waits).toEqual({ for: "lease", ms: expect.any(Number) });
});
