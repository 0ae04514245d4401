/// <reference types="node" />
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { commitAll } from "../conformance/with-inbox.ts";
import type { NewEvent } from "../inbox.ts";
import { Connection } from "./connection.ts";
import { GroupCommit } from "./group-commit.ts";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { store } from "./store.ts";
import { event, temporaryFile } from "./test/temporary.ts";

/** SQLite cannot keep an object, so this fails after the events before it were written. */
const unkeepable = { ...event("a"), json: {} } as unknown as NewEvent;

test("what is asked for in one turn is one transaction", async () => {
  const connection = new Connection(temporaryFile());
  const sizes: number[] = [];
  const transact = connection.transact.bind(connection);
  connection.transact = (operations) => {
    sizes.push(operations.length);
    return transact(operations);
  };
  const group = new GroupCommit(connection, () => {});
  const adds = Array.from({ length: 40 }, () => group.add((transaction) => store(transaction, [event("a")])));
  const committed = (await Promise.all(adds)).flat();
  expect(committed.map(({ id }) => Number.parseInt(id, 10))).toEqual(
    Array.from({ length: 40 }, (_, i) => i + 1),
  );
  expect(sizes).toEqual([40]);
  connection.close();
});

test("large deliveries that come at once are not one transaction, for which the process would stop", async () => {
  const transact = vi.spyOn(Connection.prototype, "transact");
  const inbox = sqliteInbox(temporaryFile());
  const sizes = [400, 400, 400, 3_000, 1, 1];
  const commits = sizes.map((size) => inbox.commit(Array.from({ length: size }, () => event("a"))));
  const last = (await Promise.all(commits)).map((committed) =>
    Number.parseInt(committed.at(-1)?.id ?? "", 10),
  );
  expect(last).toEqual([400, 800, 1_200, 4_200, 4_201, 4_202]);
  expect(transact.mock.calls.map(([operations]) => operations.length)).toEqual([3, 1, 2]);
  transact.mockRestore();
  await inbox.close();
});

test("a delivery resolves only when another process can read it", async () => {
  const file = temporaryFile();
  const inbox = sqliteInbox(file);
  await inbox.commit([]);
  const reader = new DatabaseSync(file, { readOnly: true });
  const count = () =>
    Number(reader.prepare("SELECT sum(json_array_length(heads)) AS n FROM arrivals").get()?.n);
  const commit = inbox.commit([event("a"), event("b")]);
  expect(count()).toBe(0);
  await commit;
  expect(count()).toBe(2);
  reader.close();
  await inbox.close();
});

test("a delivery that cannot be stored leaves nothing, and spoils none that shares its transaction", async () => {
  const inbox = sqliteInbox(temporaryFile());
  const results = await Promise.allSettled([
    inbox.commit([event("a", "1")]),
    inbox.commit([event("a", "lost"), event("b", "lost"), unkeepable]),
    inbox.commit([event("a", "2")]),
    inbox.claim({ limit: 10, leaseMs: Number.NaN, ordering: "chat" }),
    inbox.commit([event("b", "3")]),
  ]);
  expect(results.map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
  expect(await inbox.stats()).toMatchObject({ accepted: 3, pending: 3 });
  const claims = await inbox.claim({ limit: 10, leaseMs: 1_000, ordering: "none" });
  expect(claims.map(({ chat, receipt }) => [chat, receipt.sequence])).toEqual([
    ["a", 1],
    ["a", 2],
    ["b", 1],
  ]);
  await inbox.close();
});

test("an operation that finds the file locked waits, and the process does other things meanwhile", async () => {
  const file = temporaryFile();
  const inbox = sqliteInbox(file);
  await inbox.commit([event("a")]);
  const other = new DatabaseSync(file);
  other.exec("BEGIN IMMEDIATE");
  const commit = commitAll(inbox, [event("a")]);
  let isDone = false;
  void commit.then(() => {
    isDone = true;
  });
  // Two turns in which it was tried and found locked.
  for (let i = 0; i < 2; i++) await new Promise((resolve) => setTimeout(resolve, 60));
  expect(isDone).toBe(false);
  other.exec("COMMIT");
  expect((await commit)[0]?.sequence).toBe(2);
  other.close();
  await inbox.close();
});
