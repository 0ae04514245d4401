/// <reference types="node" />
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test, vi } from "vitest";
import { commitAll } from "../conformance/with-inbox.ts";
import type { DuplicateRule, NewEvent } from "../inbox.ts";
import { mostFingerprints } from "./fingerprint-index.ts";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { event, temporaryFile } from "./test/temporary.ts";

const minute = 60_000;
const hour = 60 * minute;
const flag: DuplicateRule = { mode: "flag", windowMs: 10 * minute };
const drop: DuplicateRule = { ...flag, mode: "drop" };

const marked = (chat: string, says: string): NewEvent => ({ ...event(chat), json: JSON.stringify({ says }) });

afterEach(() => {
  vi.useRealTimers();
});

function jump(ms: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
}

/** Changes the file behind the inbox's back. */
function change(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

function rows(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  const count = Number(db.prepare("SELECT count(*) AS rows FROM fingerprints").get()?.rows);
  db.close();
  return count;
}

test.each([
  ["the wall clock jumps forward: it may be long ago", hour, "", false],
  ["the wall clock jumps back: the monotonic one knows", -hour, "", true],
  ["the wall clock jumped back while it was an hour ago", -hour, `since - ${hour * 1000}`, false],
  ["the machine was started anew: the wall clock knows", 0, `since + ${hour * 1000}`, true],
  ["the machine was started anew an hour later", hour, `since + ${hour * 1000}`, false],
  ["neither clock can tell", -hour, `since + ${hour * 1000}`, false],
] as const)("a duplicate, when %s", async (_, ms, since, isDuplicate) => {
  for (const rule of [flag, drop]) {
    const file = temporaryFile();
    const inbox = sqliteInbox(file);
    const [first] = await commitAll(inbox, [marked("a", "ok")], rule);
    if (since) change(file, `UPDATE fingerprints SET since = ${since}`);
    jump(ms);
    const [again] = await commitAll(inbox, [marked("a", "ok")], rule);
    vi.useRealTimers();
    const { accepted, dropped } = await inbox.stats();
    if (rule === flag) expect(again?.suspectedDuplicateOf).toBe(isDuplicate ? first?.id : undefined);
    expect([accepted, dropped]).toEqual(rule === drop && isDuplicate ? [1, 1] : [2, 0]);
    await inbox.close();
  }
});

test("a dropped event leaves the time of the one that it repeats, and the receipt is that one's to the letter", async () => {
  const file = temporaryFile();
  const inbox = sqliteInbox(file);
  const [first] = await commitAll(inbox, [marked("a", "ok")], flag);
  const [second] = await commitAll(inbox, [marked("a", "ok")], flag);
  expect(second?.suspectedDuplicateOf).toBe(first?.id);
  const before = Date.now();
  jump(6 * minute);
  expect(await commitAll(inbox, [marked("a", "ok")], drop)).toEqual([{ ...second, isDropped: true }]);
  vi.useFakeTimers({ toFake: ["Date"], now: before + 12 * minute });
  const [third] = await commitAll(inbox, [marked("a", "ok")], drop);
  expect([third?.isDropped, third?.suspectedDuplicateOf]).toEqual([undefined, undefined]);
  await inbox.close();
});

test("what one process committed is known to another, and to one that opens the file later", async () => {
  const file = temporaryFile();
  const [one, two] = [sqliteInbox(file), sqliteInbox(file)];
  const odd = ["", " ", "ok\0", "\ud800", "\udfff", "'", "x".repeat(5_000), "日本"];
  const [first] = await commitAll(one, [marked("a", "ok")], flag);
  const [second] = await commitAll(two, [marked("a", "ok")], flag);
  const [third] = await commitAll(one, [marked("a", "ok")], flag);
  expect([second?.suspectedDuplicateOf, third?.suspectedDuplicateOf]).toEqual([first?.id, second?.id]);
  const oddOnes = await commitAll(
    one,
    odd.flatMap((text) => [marked("a", text), marked(text, "ok")]),
    flag,
  );
  expect(oddOnes.every(({ suspectedDuplicateOf }) => suspectedDuplicateOf === undefined)).toBe(true);
  await Promise.all([one.close(), two.close()]);
  const later = sqliteInbox(file);
  const again = await commitAll(
    later,
    odd.flatMap((text) => [marked("a", text), marked(text, "ok")]),
    flag,
  );
  expect(again.map(({ suspectedDuplicateOf }) => suspectedDuplicateOf)).toEqual(oddOnes.map(({ id }) => id));
  const kept = await later.list("pending", { chat: "a" });
  expect(kept.slice(-odd.length).map(({ json }) => JSON.parse(json).says)).toEqual(odd);
  expect(kept.slice(-odd.length).map(({ receipt }) => receipt)).toEqual(again.filter((_, i) => i % 2 === 0));
  await later.close();
});

test("a delivery that was not stored is not what the next one repeats", async () => {
  const inbox = sqliteInbox(temporaryFile());
  const [first] = await commitAll(inbox, [marked("a", "ok")], flag);
  const unkeepable = { ...event("a"), json: {} } as unknown as NewEvent;
  const lost = [marked("a", "ok"), marked("a", "lost"), unkeepable];
  await expect(inbox.commit(lost, flag)).rejects.toThrow();
  const [lostAgain, again] = await commitAll(inbox, [marked("a", "lost"), marked("a", "ok")], flag);
  expect(lostAgain?.suspectedDuplicateOf).toBeUndefined();
  expect(again?.suspectedDuplicateOf).toBe(first?.id);
  await inbox.close();
});

test.each([
  ["the window is over", { jumpMs: hour, sql: "" }],
  ["the window is over by the monotonic clock", { jumpMs: 0, sql: `SET since = since - ${hour * 1000}` }],
  ["the clocks were set back by a day", { jumpMs: -hour, sql: `SET since = since + ${24 * hour * 1000}` }],
] as const)("fingerprints are removed a few at a time once %s", async (_, { jumpMs, sql }) => {
  const file = temporaryFile();
  const inbox = sqliteInbox(file);
  const many = Array.from({ length: 500 }, (_, i) => marked(`chat ${i % 7}`, `old ${i}`));
  await commitAll(inbox, many, flag);
  expect(rows(file)).toBe(500);
  if (sql) change(file, `UPDATE fingerprints ${sql}`);
  jump(jumpMs);
  const counts: number[] = [];
  for (let i = 0; i < 20; i++) {
    await commitAll(inbox, [marked("a", `new ${i}`)], flag);
    counts.push(rows(file));
  }
  expect(counts.every((count, i) => count >= (counts[i - 1] ?? 500) - 40)).toBe(true);
  // What is new, and less than one removal takes.
  expect(counts.at(-1)).toBeLessThan(60);
  expect((await commitAll(inbox, [marked("a", "new 0")], flag))[0]?.suspectedDuplicateOf).toBeDefined();
  await inbox.close();
});

test("no more fingerprints are kept than can be found, however long the window is", async () => {
  const file = temporaryFile();
  const forever = { mode: "flag", windowMs: Number.POSITIVE_INFINITY } as const;
  const first = sqliteInbox(file);
  await commitAll(
    first,
    Array.from({ length: 100 }, (_, i) => marked("a", `old ${i}`)),
    forever,
  );
  await first.close();
  change(file, `UPDATE ledger SET last_event = ${mostFingerprints + 10}`);
  const second = sqliteInbox(file);
  for (let i = 0; i < 5; i++) await commitAll(second, [marked("a", `new ${i}`)], forever);
  // Those from 16 on are among the newest still: 85 of the old ones, and the 5.
  expect(rows(file)).toBe(90);
  const [gone, there] = await commitAll(second, [marked("a", "old 5"), marked("a", "old 50")], forever);
  expect([gone?.suspectedDuplicateOf, typeof there?.suspectedDuplicateOf]).toEqual([undefined, "string"]);
  await second.close();
});

test("a window that is no number of milliseconds is refused", async () => {
  const inbox = sqliteInbox(temporaryFile());
  for (const windowMs of [Number.NaN, -1]) {
    await expect(inbox.commit([marked("a", "ok")], { mode: "drop", windowMs })).rejects.toThrow(RangeError);
  }
  expect((await inbox.stats()).accepted).toBe(0);
  await inbox.close();
});
