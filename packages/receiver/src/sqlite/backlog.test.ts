/// <reference types="node" />
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { texts } from "./statements.ts";
import { event, temporaryFile } from "./test/temporary.ts";

/** There is one row. */
const mayScan: readonly string[] = ["readBooks", "writeBooks", "usedBytes"];

test("no statement looks through a backlog of 50,000 events, or sorts it", async () => {
  const file = temporaryFile();
  const inbox = sqliteInbox(file);
  for (let i = 0; i < 50; i++) {
    await inbox.commit(Array.from({ length: 1_000 }, (_, j) => event(`chat ${(i * 1_000 + j) % 5_000}`)));
  }
  const claims = await inbox.claim({ limit: 20, leaseMs: 60_000, ordering: "chat" });
  expect(claims).toHaveLength(20);
  expect(new Set(claims.map(({ chat }) => chat)).size).toBe(20);
  for (const claim of claims) expect(await inbox.settle(claim, { kind: "done" })).toBe(true);
  expect(await inbox.stats()).toMatchObject({ accepted: 50_000, pending: 49_980, done: 20 });

  const db = new DatabaseSync(file);
  const planOf = (text: string) =>
    db
      .prepare(`EXPLAIN QUERY PLAN ${text}`)
      .all()
      .map(({ detail }) => String(detail))
      .join("\n");
  for (const [name, text] of Object.entries(texts)) {
    if (/^(BEGIN|COMMIT|PRAGMA)/.test(text) || mayScan.includes(name)) continue;
    expect([name, planOf(text)]).toEqual([name, expect.not.stringMatching(/SCAN|B-TREE/)]);
  }
  expect(planOf(texts.heads)).toContain("lanes_by_turn");
  expect(planOf(texts.oldest)).toContain("events_by_state");
  expect(planOf(texts.overdue)).toContain("events_by_state");
  expect(planOf(texts.nextHead)).toContain("events_by_lane");
  expect(planOf(texts.blockedLanes)).toContain("events_by_state");
  expect(planOf(texts["pending listOfChat"])).toContain("events_by_lane");
  expect(planOf(texts["done settledBefore"])).toContain("done_events_by_settled");
  expect(planOf(texts["done listOfChat"])).toContain("done_events_by_lane");
  for (const state of ["dead", "quarantined"] as const) {
    expect(planOf(texts[`${state} list`])).toContain("events_by_state (state=? AND due=? AND rowid>?)");
    expect(planOf(texts[`${state} oldest`])).toContain("events_by_state (state=? AND due=? AND rowid<?)");
    expect(planOf(texts[`${state} settledBefore`])).toContain("events_by_settled (state=? AND <expr><?)");
    expect(planOf(texts[`${state} listOfChat`])).toContain("(lane=? AND state=? AND rowid>?)");
  }
  db.close();
  await inbox.close();
});
