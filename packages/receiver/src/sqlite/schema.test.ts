/// <reference types="node" />
import { readFileSync, statSync, writeFileSync } from "node:fs";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { commitAll } from "../conformance/with-inbox.ts";
import { migrations, schemaVersion } from "./migrations/index.ts";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { event, temporaryFile } from "./test/temporary.ts";

/** A file with some tables, made by something else. */
function fileWith(sql: string): string {
  const file = temporaryFile();
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
  return file;
}

async function inboxFile(): Promise<string> {
  const file = temporaryFile();
  const inbox = sqliteInbox(file);
  await inbox.commit([event("a")]);
  await inbox.close();
  return file;
}

async function expectUntouched(file: string, code: string): Promise<void> {
  const before = readFileSync(file);
  const inbox = sqliteInbox(file);
  const error = { name: "SqliteInboxError", code, file, message: expect.stringContaining(file) };
  await expect(inbox.commit([event("a")])).rejects.toMatchObject(error);
  await expect(inbox.claim({ limit: 1, leaseMs: 1, ordering: "chat" })).rejects.toMatchObject(error);
  await expect(inbox.stats()).rejects.toMatchObject(error);
  await inbox.close();
  expect(readFileSync(file).equals(before)).toBe(true);
}

test("the migrations lead to the version that the package works with, each one up", () => {
  const versions = migrations.map(({ version }) => version);
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  expect(new Set(versions).size).toBe(versions.length);
  expect(versions.at(-1)).toBe(schemaVersion);
});

test("a new file is ours, durable, and for its owner only", async () => {
  const file = await inboxFile();
  const db = new DatabaseSync(file);
  const pragma = (name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  expect(pragma("user_version")).toBe(schemaVersion);
  expect(pragma("application_id")).toBe(0x5077496e);
  expect(pragma("journal_mode")).toBe("wal");
  db.close();
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("migrations are applied once, also when two open an empty file at once", async () => {
  const file = fileWith("");
  const inboxes = [sqliteInbox(file), sqliteInbox(file)];
  const receipts = await Promise.all(inboxes.map((inbox) => commitAll(inbox, [event("a")])));
  expect(
    receipts
      .flat()
      .map(({ sequence }) => sequence)
      .sort(),
  ).toEqual([1, 2]);
  for (const inbox of inboxes) await inbox.close();
  const again = sqliteInbox(file);
  expect((await again.stats()).accepted).toBe(2);
  await again.close();
});

test("a database of another program is refused and left as it was", async () => {
  await expectUntouched(fileWith("CREATE TABLE theirs (a)"), "not_ours");
  await expectUntouched(fileWith("PRAGMA application_id = 7"), "not_ours");
  await expectUntouched(fileWith("PRAGMA user_version = 7"), "not_ours");
});

test("a file that is no database is refused and left as it was", async () => {
  const file = temporaryFile();
  writeFileSync(file, "Dear diary, today I learned what a database is. ".repeat(100));
  await expectUntouched(file, "not_ours");
});

test("a file of a newer major version is refused and left as it was", async () => {
  const file = await inboxFile();
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA user_version = ${schemaVersion + 1000}`);
  db.close();
  await expectUntouched(file, "newer_version");
});

test("a newer minor version shares its file with this one", async () => {
  const file = await inboxFile();
  const older = sqliteInbox(file);
  await older.stats();
  const db = new DatabaseSync(file);
  db.exec(`ALTER TABLE events ADD COLUMN later TEXT; CREATE INDEX events_by_later ON events (later);
    PRAGMA user_version = ${schemaVersion + 1}`);
  db.close();
  // One that was open meanwhile, and one that is opened then.
  for (const inbox of [older, sqliteInbox(file)]) {
    await inbox.commit([event("a")]);
    const [claim] = await inbox.claim({ limit: 1, leaseMs: 1_000, ordering: "chat" });
    expect(claim && (await inbox.settle(claim, { kind: "done" }))).toBe(true);
    await inbox.close();
  }
  const after = new DatabaseSync(file);
  expect(after.prepare("PRAGMA user_version").get()).toEqual({ user_version: schemaVersion + 1 });
  after.close();
});

test.each(["", ":memory:", "file:proto.db", undefined as unknown as string])("%j names no file", (file) => {
  expect(() => sqliteInbox(file)).toThrow(TypeError);
});
