import { expect, test } from "vitest";
import { onStage } from "./on-stage.ts";
import { Sender } from "./sender.ts";
import { stores } from "./stores.ts";

const concurrency = 4;
const busy = ["a", "b", "c", "d"].map((chat) => ({ chat, deed: "hang at first" }) as const);

test.each(stores)("$name: answers while every handler that may run never ends", async (store) => {
  const stage = await onStage(store);
  const sender = new Sender();
  const stuck = await stage.start({ concurrency, attemptTimeoutMs: 3_600_000 });
  await sender.send(stuck.url, busy);
  await stage.seen(() => stage.lines().filter(({ kind }) => kind === "begin").length === concurrency);
  const sent = Array.from({ length: 100 }, (_, i) =>
    sender.send(stuck.url, [{ chat: "abcdefgh"[i % 8] ?? "a" }]),
  );
  for (const { outcome } of await Promise.all(sent)) expect(outcome).toBe(200);
  // Nothing was handled meanwhile: none of the answers waited for a handler.
  expect(stage.lines()).toHaveLength(concurrency);
  stuck.receiver.kill("SIGKILL");
  await stage.gone(stuck);
  await stage.start();
  expect(await stage.drained()).toBe(true);
  const { violations, evidence } = await stage.judge(sender.tries);
  expect(violations).toEqual([]);
  expect(evidence.stats).toMatchObject({ accepted: 104, done: 104 });
});

test.each(stores)(
  "$name: a client that leaves before its answer changes nothing for its events",
  async (store) => {
    const stage = await onStage(store);
    const sender = new Sender();
    const { url, receiver } = await stage.start();
    for (let i = 0; i < 30; i++) {
      const events = [{ chat: "a" }, { chat: "b" }, { chat: "a" }];
      expect(await sender.send(url, events, true)).toMatchObject({ outcome: "left" });
      expect(await sender.send(url, [{ chat: "b" }])).toMatchObject({ outcome: 200 });
    }
    // A delivery of a client that is gone may still be on its way: the process ends when it has dealt with it.
    receiver.kill("SIGTERM");
    expect(await receiver.ended).toEqual({ code: 0, signal: null, stderr: "" });
    await stage.start();
    expect(await stage.drained()).toBe(true);
    const { violations, evidence } = await stage.judge(sender.tries);
    expect(violations).toEqual([]);
    // Not answered, but stored.
    expect(evidence.stats.accepted).toBeGreaterThan(30);
  },
);
