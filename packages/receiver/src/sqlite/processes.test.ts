/// <reference types="node" />
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { eventsIn, expectOrder } from "./test/check-file.ts";
import { startChild } from "./test/child.ts";
import { event, temporaryFile } from "./test/temporary.ts";

test("two processes accept into one file while a third handles", async () => {
  const file = temporaryFile();
  const children = [startChild(file, "one", ["60"]), startChild(file, "two", ["60"])];
  const inbox = sqliteInbox(file);
  const handled: string[] = [];
  const sequences = new Map<string | undefined, number>();
  // 2 processes, 4 writers each, 60 deliveries of 2 events.
  while (handled.length < 960) {
    const claims = await inbox.claim({ limit: 50, leaseMs: 60_000, ordering: "chat" });
    for (const { chat, receipt } of claims) {
      expect(receipt.sequence).toBe((sequences.get(chat) ?? 0) + 1);
      sequences.set(chat, receipt.sequence);
      handled.push(receipt.id);
    }
    const settled = await Promise.all(
      claims.map((claim) => inbox.settle(claim, { kind: "dead", error: "X" })),
    );
    expect(settled.every(Boolean)).toBe(true);
  }
  const answered = (await Promise.all(children.map((child) => child.answered))).flat();
  expect(new Set(handled)).toEqual(new Set(answered.flatMap(({ receipts }) => receipts.map(({ id }) => id))));
  await inbox.close();
  const events = await eventsIn(file);
  expect(events.length).toBe(960);
  expectOrder(events);
});

test("whoever opens a new file at the same moment finds it empty or made, never in between", async () => {
  const files = Array.from({ length: 40 }, temporaryFile);
  const threads = 3;
  const started = new Int32Array(new SharedArrayBuffer(4 * files.length));
  const script = new URL("test/thread-that-opens.ts", import.meta.url);
  const failures: unknown[] = [];
  const ends = Array.from({ length: threads }, () => {
    const thread = new Worker(script, { workerData: { files, started, threads } });
    thread.on("message", (failed) => failures.push(failed));
    return once(thread, "exit");
  });
  await Promise.all(ends);
  expect(failures).toEqual(Array.from({ length: threads * files.length }, () => undefined));
});

test("an inbox is woken by what another one commits to the same file", async () => {
  const file = temporaryFile();
  const [accepts, handles] = [sqliteInbox(file), sqliteInbox(file)];
  expect(await handles.claim({ limit: 1, leaseMs: 1_000, ordering: "chat" })).toEqual([]);
  let end = () => {};
  const woken = new Promise<void>((resolve) => {
    end = handles.subscribe(resolve);
  });
  await accepts.commit([event("a")]);
  await woken;
  end();
  expect(await handles.claim({ limit: 1, leaseMs: 1_000, ordering: "chat" })).toHaveLength(1);
  await Promise.all([accepts.close(), handles.close()]);
});

test("a claim of one inbox is no claim of another, and fences it", async () => {
  const file = temporaryFile();
  const [paused, other] = [sqliteInbox(file), sqliteInbox(file)];
  await paused.commit([event("a", "1"), event("a", "2")]);
  const [lost] = await paused.claim({ limit: 1, leaseMs: 0, ordering: "chat" });
  const [claim] = await other.claim({ limit: 1, leaseMs: 60_000, ordering: "chat" });
  expect(claim).toMatchObject({ attempt: 2, receipt: lost?.receipt });
  expect(lost && (await paused.settle(lost, { kind: "done" }))).toBe(false);
  expect(lost && (await paused.extend([lost], 1_000))).toEqual([lost]);
  expect(claim && (await other.settle(claim, { kind: "done" }))).toBe(true);
  await Promise.all([paused.close(), other.close()]);
});
