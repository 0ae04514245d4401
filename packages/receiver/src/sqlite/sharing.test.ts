/// <reference types="node" />
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { schemaVersion } from "./migrations/index.ts";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { temporaryFile } from "./test/temporary.ts";
import { Version1000 } from "./test/version-1000.ts";

const asking = { limit: 10, leaseMs: 60_000, ordering: "chat" } as const;
const idsOf = (events: readonly { readonly receipt: { readonly id: string } }[]) =>
  events.map(({ receipt }) => receipt.id);

test("a file of version 1000 is migrated with all that is in it, and a process that has it open stops", async () => {
  const file = temporaryFile();
  const old = new Version1000(file);
  const a = [old.commit("a"), old.commit("a"), old.commit("a")];
  const b = [old.commit("b")];
  const wrong = old.commit("c", "invalid");
  const [a0, b0] = old.claim(2, 60_000);
  if (a0 === undefined || b0 === undefined) throw new Error("two were not claimed");
  expect(old.end(a0, "dead") && old.end(b0, { retryAfterMs: 60_000 })).toBe(true);
  const [a1] = old.claim(1, 60_000);
  if (a1 === undefined) throw new Error("the next one was not claimed");

  const inbox = sqliteInbox(file);
  const db = new DatabaseSync(file);
  expect(await inbox.stats()).toEqual({
    ...{ accepted: 5, pending: 3, done: 0, dead: 1, quarantined: 1 },
    ...{ kept: { done: 0, dead: 1, quarantined: 1 }, dropped: 0 },
  });
  expect(idsOf(await inbox.list("pending"))).toEqual([a[1], a[2], b[0]]);
  expect((await inbox.list("pending")).map(({ waits }) => waits?.for)).toEqual(["lease", undefined, "retry"]);
  expect(idsOf(await inbox.list("dead", { chat: "a" }))).toEqual([a[0]]);
  expect(await inbox.find(wrong)).toMatchObject({ state: "quarantined", chat: "c", attempts: 0 });
  expect(await inbox.requeue([{ id: a[0] ?? "" }, { id: wrong, kind: "valid" }])).toEqual([a[0], wrong]);
  expect(await inbox.retry(b)).toEqual(b);
  for (const action of [() => old.commit("a"), () => old.claim(1, 1), () => old.end(a1, "done")]) {
    expect(action).toThrow("no such table");
  }
  // The event that it held is handed out again when its lease has run out.
  db.exec("UPDATE events SET due = 0, since = 0 WHERE lease IS NOT NULL");
  for (const expected of [[a[0], b[0], wrong], [a[1]], [a[2]]]) {
    const claims = await inbox.claim(asking);
    expect(idsOf(claims).toSorted()).toEqual(expected.toSorted());
    for (const claim of claims) expect(await inbox.settle(claim, { kind: "done" })).toBe(true);
  }
  expect(await inbox.stats()).toMatchObject({ accepted: 5, pending: 0, done: 5, dead: 0, quarantined: 0 });
  await inbox.close();
  old.close();
  expect(db.prepare("PRAGMA user_version").get()).toEqual({ user_version: schemaVersion });
  db.close();
});

test("what the older package settled is as old as its commit, and can be purged by its age", async () => {
  const file = temporaryFile();
  const old = new Version1000(file);
  for (const chat of ["a", "b"]) old.commit(chat);
  for (const claim of old.claim(2, 60_000)) old.end(claim, "dead");
  old.commit("c", "invalid");
  old.close();
  const inbox = sqliteInbox(file);
  const hour = 3_600_000;
  for (const state of ["dead", "quarantined"] as const) {
    expect((await inbox.list(state))[0]).not.toHaveProperty("settled");
    expect(await inbox.purge({ state, olderThanMs: hour, limit: 10 })).toBe(0);
  }
  const db = new DatabaseSync(file);
  db.exec(`UPDATE events SET time = time - ${2 * hour} WHERE n <> 2`);
  db.close();
  expect(await inbox.purge({ state: "dead", olderThanMs: hour, limit: 10 })).toBe(1);
  expect(await inbox.purge({ state: "quarantined", olderThanMs: hour, limit: 10 })).toBe(1);
  const { dead, quarantined, kept } = await inbox.stats();
  expect([dead, quarantined, kept]).toEqual([2, 1, { done: 0, dead: 1, quarantined: 0 }]);
  await inbox.close();
});
