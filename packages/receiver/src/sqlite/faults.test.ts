/// <reference types="node" />
import { execFileSync } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, openSync, statSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { commitAll } from "../conformance/with-inbox.ts";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { toInboxError } from "./sqlite-inbox-error.ts";
import { event, temporaryFile, temporaryFolder } from "./test/temporary.ts";

const failure = (code: string) => expect.objectContaining({ name: "SqliteInboxError", code });
const books = {
  ...{ accepted: 1, pending: 1, done: 0, dead: 0, quarantined: 0 },
  ...{ kept: { done: 0, dead: 0, quarantined: 0 }, dropped: 0 },
};

test("a full disk rejects, leaves nothing half stored, and goes on when there is room", async () => {
  const file = temporaryFile();
  const inbox = sqliteInbox(file, { maxFileBytes: 200_000 });
  const large = "x".repeat(20_000);
  let stored = 0;
  let error: unknown;
  while (error === undefined) {
    await inbox.commit([event("a", large), event("b", large)]).then(
      () => {
        stored += 2;
      },
      (reason) => {
        error = reason;
      },
    );
  }
  expect(error).toEqual(failure("disk_full"));
  expect(stored).toBeGreaterThan(2);
  expect(await inbox.stats()).toMatchObject({ accepted: stored, pending: stored });
  // What is handled makes room, and what is small enough fits beside what is not.
  const claims = await inbox.claim({ limit: 4, leaseMs: 60_000, ordering: "none" });
  for (const claim of claims) await inbox.settle(claim, { kind: "done" });
  const [first, tooLarge, last] = await Promise.allSettled([
    inbox.commit([event("c", "small")]),
    inbox.commit([event("c", "x".repeat(300_000))]),
    inbox.commit([event("a", large)]),
  ]);
  expect(first.status).toBe("fulfilled");
  expect(tooLarge).toEqual({ status: "rejected", reason: failure("disk_full") });
  expect(last.status).toBe("fulfilled");
  expect(await inbox.stats()).toMatchObject({ accepted: stored + 2, done: 4 });
  await inbox.close();
});

test("a full file still hands out what is in it, all of it, and takes its ends", async () => {
  const inbox = sqliteInbox(temporaryFile(), { maxFileBytes: 1_000_000 });
  const deliveries = Array.from({ length: 10_000 }, (_, i) => inbox.commit([event(`chat ${i % 100}`)]));
  const results = await Promise.allSettled(deliveries);
  expect(results.at(-1)).toEqual({ status: "rejected", reason: failure("disk_full") });
  const { accepted } = await inbox.stats();
  expect(accepted).toBe(results.filter(({ status }) => status === "fulfilled").length);
  const request = { limit: accepted, leaseMs: 60_000, ordering: "none" } as const;
  const retry = { kind: "retry", delayMs: 0, error: "SomeErrorWithAName" } as const;
  const first = await inbox.claim(request);
  expect(await Promise.all(first.map((claim) => inbox.settle(claim, retry)))).toHaveLength(accepted);
  const second = await inbox.claim(request);
  await Promise.all(second.map((claim) => inbox.settle(claim, { kind: "done" })));
  expect(await inbox.stats()).toMatchObject({ accepted, pending: 0, done: accepted });
  await inbox.commit([event("a")]);
  await inbox.close();
});

test("a disk that is full, not only the limit, rejects too", async () => {
  const prepare = vi.spyOn(DatabaseSync.prototype, "prepare");
  const inbox = sqliteInbox(temporaryFile());
  await inbox.commit([event("a")]);
  const db = prepare.mock.contexts.at(-1) as DatabaseSync;
  prepare.mockRestore();
  db.exec("PRAGMA max_page_count = 60");
  const large = "x".repeat(400_000);
  const results = await Promise.allSettled([
    inbox.commit([event("b", "small")]),
    inbox.commit([event("b", "lost"), event("b", large)]),
    inbox.commit([event("b", "small")]),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(results[1]).toMatchObject({ reason: failure("disk_full") });
  expect(await inbox.stats()).toMatchObject({ accepted: 3 });
  db.exec("PRAGMA max_page_count = 10000");
  expect((await commitAll(inbox, [event("b", large)]))[0]?.sequence).toBe(3);
  await inbox.close();
});

test("a full disk still hands out what is in lanes, until there is room for what has arrived", async () => {
  const prepare = vi.spyOn(DatabaseSync.prototype, "prepare");
  const inbox = sqliteInbox(temporaryFile());
  const text = "x".repeat(400);
  for (let i = 0; i < 200; i++) await inbox.commit([event(`chat ${i % 20}`, text)]);
  const db = prepare.mock.contexts.at(-1) as DatabaseSync;
  prepare.mockRestore();
  await inbox.list("pending");
  const pages = Number(db.prepare("PRAGMA page_count").get()?.page_count);
  db.exec(`PRAGMA max_page_count = ${pages + 50}`);
  await expect(
    (async () => {
      for (let i = 0; ; i++) await inbox.commit([event(`chat ${i % 20}`, text)]);
    })(),
  ).rejects.toEqual(failure("disk_full"));
  const { accepted } = await inbox.stats();
  for (let left = accepted; left > 0; ) {
    const claims = await inbox.claim({ limit: 10, leaseMs: 60_000, ordering: "chat" });
    left -= claims.length;
    for (const claim of claims) await inbox.settle(claim, { kind: "done" });
  }
  expect(await inbox.stats()).toMatchObject({ accepted, pending: 0, done: accepted });
  await inbox.close();
});

test("a full disk is told when nothing is in a lane", async () => {
  const prepare = vi.spyOn(DatabaseSync.prototype, "prepare");
  const inbox = sqliteInbox(temporaryFile());
  await inbox.commit(Array.from({ length: 100 }, (_, i) => event(`chat ${i}`)));
  const db = prepare.mock.contexts.at(-1) as DatabaseSync;
  prepare.mockRestore();
  // It cannot grow then.
  db.exec("PRAGMA max_page_count = 1");
  const request = { limit: 1_000, leaseMs: 60_000, ordering: "chat" } as const;
  await expect(inbox.claim(request)).rejects.toEqual(failure("disk_full"));
  db.exec("PRAGMA max_page_count = 10000");
  expect(await inbox.claim(request)).toHaveLength(100);
  await inbox.close();
});

test("a folder that is not there rejects, and is used once it is", async () => {
  const file = join(temporaryFolder(), "later", "proto.db");
  const inbox = sqliteInbox(file);
  await expect(inbox.commit([event("a")])).rejects.toEqual(failure("cannot_open"));
  mkdirSync(dirname(file));
  await inbox.commit([event("a")]);
  expect(await inbox.stats()).toEqual(books);
  await inbox.close();
});

test("a folder in the place of the file rejects", async () => {
  const inbox = sqliteInbox(temporaryFolder());
  await expect(inbox.commit([event("a")])).rejects.toEqual(failure("cannot_open"));
  await inbox.close();
});

/** Commits once in a process that is not root, since root may write everywhere. @returns the code of the error. */
function commitAsNobody(file: string): string {
  const script = fileURLToPath(new URL("test/child-that-fails.ts", import.meta.url));
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: 65534, gid: 65534 } : {};
  return execFileSync(process.execPath, [script, file], { encoding: "utf8", ...user });
}

test.skipIf(process.platform === "win32")(
  "a file and a folder without the right to write reject",
  async () => {
    const file = temporaryFile();
    const inbox = sqliteInbox(file);
    await inbox.commit([event("a")]);
    await inbox.close();
    chmodSync(file, 0o444);
    chmodSync(dirname(file), 0o555);
    expect(commitAsNobody(file)).toBe("read_only");
    expect(commitAsNobody(join(dirname(file), "new.db"))).toBe("read_only");
    chmodSync(dirname(file), 0o755);
    const after = sqliteInbox(file);
    expect(await after.stats()).toEqual(books);
    await after.close();
  },
);

/** Overwrites all but the first page, which says what the file is. */
function damage(file: string): void {
  const fd = openSync(file, "r+");
  writeSync(fd, Buffer.alloc(statSync(file).size - 4096, 0x5a), 0, undefined, 4096);
  closeSync(fd);
}

test("a damaged file rejects", async () => {
  const file = temporaryFile();
  const first = sqliteInbox(file);
  await first.commit([event("a")]);
  await first.close();
  damage(file);
  const inbox = sqliteInbox(file);
  await expect(inbox.commit([event("a")])).rejects.toEqual(failure("corrupt"));
  await expect(inbox.stats()).rejects.toEqual(failure("corrupt"));
  await inbox.close();
});

test("a file that was mended is found mended, without a new inbox", async () => {
  const file = temporaryFile();
  const inbox = sqliteInbox(file);
  await inbox.commit([event("a")]);
  const db = new DatabaseSync(file);
  db.exec("ALTER TABLE ledger RENAME TO lost");
  const close = vi.spyOn(DatabaseSync.prototype, "close");
  await expect(inbox.commit([event("a")])).rejects.toEqual(failure("corrupt"));
  // What the connection remembers may be wrong too, so the next call gets a new one.
  expect(close).toHaveBeenCalledTimes(1);
  close.mockRestore();
  db.exec("ALTER TABLE lost RENAME TO ledger");
  db.close();
  await inbox.commit([event("a")]);
  expect(await inbox.stats()).toMatchObject({ accepted: 2 });
  await inbox.close();
});

test("books that would not balance are not committed", async () => {
  const file = temporaryFile();
  const inbox = sqliteInbox(file);
  await inbox.commit([event("a")]);
  const db = new DatabaseSync(file);
  expect(() => db.exec("UPDATE ledger SET accepted = 2")).toThrow("constraint");
  db.close();
  await inbox.close();
});

test("after close everything rejects and says so; a second close is harmless", async () => {
  const inbox = sqliteInbox(temporaryFile());
  await inbox.commit([event("a")]);
  const [claim] = await inbox.claim({ limit: 1, leaseMs: 60_000, ordering: "chat" });
  if (claim === undefined) throw new Error("nothing was claimed");
  await Promise.all([inbox.close(), inbox.close()]);
  await inbox.close();
  const calls = [
    inbox.commit([event("a")]),
    inbox.claim({ limit: 1, leaseMs: 1, ordering: "chat" }),
    inbox.extend([claim], 1),
    inbox.settle(claim, { kind: "done" }),
    inbox.release(claim),
    inbox.nextInMs(),
    inbox.stats(),
    inbox.backlog(),
    inbox.list("dead"),
    inbox.find("1-0"),
    inbox.requeue([]),
    inbox.retry([]),
    inbox.purge({ state: "dead", limit: 1 }),
  ];
  for (const result of await Promise.allSettled(calls)) {
    expect(result).toEqual({ status: "rejected", reason: failure("closed") });
  }
});

test("an inbox that was never used makes no file", async () => {
  const file = temporaryFile();
  await sqliteInbox(file).close();
  expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
});

test.each([
  [{ errcode: 10 }, "io_error"],
  // SQLITE_IOERR_FSYNC: the upper bytes tell details.
  [{ errcode: 1034 }, "io_error"],
  [{ errcode: 1032 }, "read_only"],
  [{ errcode: 261 }, "busy"],
  [{ errcode: 19 }, "corrupt"],
  [{ code: "ENOSPC" }, "disk_full"],
  [{ code: "EMFILE" }, "cannot_open"],
])("%j becomes %s", (cause, code) => {
  expect(toInboxError(cause, "proto.db")).toEqual(failure(code));
});

test("a mistake of a program stays what it is", () => {
  const mistake = new TypeError("oops");
  expect(toInboxError(mistake, "proto.db")).toBe(mistake);
});
