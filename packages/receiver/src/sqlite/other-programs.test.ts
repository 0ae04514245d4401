/// <reference types="node" />
import { copyFileSync, renameSync, rmSync } from "node:fs";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { Connection } from "./connection.ts";
import { GroupCommit } from "./group-commit.ts";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { texts } from "./statements.ts";
import { store } from "./store.ts";
import { event, temporaryFile } from "./test/temporary.ts";

const failure = (code: string) => expect.objectContaining({ name: "SqliteInboxError", code });

test.skipIf(process.platform === "win32")(
  "a file that was moved away rejects, as what is written there would be lost; put back it goes on",
  async () => {
    const file = temporaryFile();
    const inbox = sqliteInbox(file);
    await inbox.commit([event("a")]);
    renameSync(file, `${file}.away`);
    await expect(inbox.commit([event("a")])).rejects.toEqual(failure("moved"));
    renameSync(`${file}.away`, file);
    await inbox.commit([event("a")]);
    expect(await inbox.stats()).toMatchObject({ accepted: 2 });
    await inbox.close();
  },
);

test.skipIf(process.platform === "win32").each(["removed", "replaced"])(
  "a file that is %s while it is being opened is not written to, and the next call looks again",
  async (how) => {
    const file = temporaryFile();
    const first = sqliteInbox(file);
    await first.commit([event("a")]);
    await first.close();
    copyFileSync(file, `${file}.backup`);
    const inbox = sqliteInbox(file);
    const { prepare } = DatabaseSync.prototype;
    const spy = vi.spyOn(DatabaseSync.prototype, "prepare").mockImplementation(function (
      this: DatabaseSync,
      sql,
    ) {
      if (sql === texts.firstDue && how === "removed") rmSync(file);
      if (sql === texts.firstDue && how === "replaced") renameSync(`${file}.backup`, file);
      return prepare.call(this, sql);
    });
    await expect(inbox.commit([event("a")])).rejects.toEqual(failure("moved"));
    spy.mockRestore();
    if (how === "removed") renameSync(`${file}.backup`, file);
    await inbox.commit([event("a")]);
    await inbox.close();
    const after = sqliteInbox(file);
    expect(await after.stats()).toMatchObject({ accepted: 2 });
    await after.close();
  },
);

test("a file that another program keeps locked rejects in the end", async () => {
  const file = temporaryFile();
  const connection = new Connection(file);
  const group = new GroupCommit(connection, () => {}, 100);
  const commit = () => group.add((transaction) => store(transaction, [event("a")]));
  await commit();
  const other = new DatabaseSync(file);
  other.exec("BEGIN IMMEDIATE");
  const results = await Promise.allSettled([commit(), commit()]);
  expect(results).toEqual([1, 2].map(() => ({ status: "rejected", reason: failure("busy") })));
  other.exec("ROLLBACK");
  other.close();
  expect((await commit())[0]?.id).toMatch(/^2-/);
  connection.close();
});

test("a file that another program keeps locked is opened when it lets go, and the process goes on meanwhile", async () => {
  const file = temporaryFile();
  const first = sqliteInbox(file);
  await first.commit([event("a")]);
  await first.close();
  const other = new DatabaseSync(file);
  other.exec("BEGIN IMMEDIATE");
  const [commits, looks] = [sqliteInbox(file), sqliteInbox(file)];
  const waiting = Promise.all([commits.commit([event("a")]), looks.stats()]);
  // Whoever stops the process while it waits gives up long before it has come so far.
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
  other.exec("ROLLBACK");
  other.close();
  const [[receipt]] = await waiting;
  expect(receipt?.id).toMatch(/^2-/);
  await Promise.all([commits.close(), looks.close()]);
});
