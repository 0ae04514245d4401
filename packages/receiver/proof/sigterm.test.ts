import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { Load } from "./load.ts";
import { NumberedDeliveries } from "./numbered-deliveries.ts";
import { onStage } from "./on-stage.ts";
import { Random } from "./random.ts";
import { Sender } from "./sender.ts";
import type { Stage } from "./stage.ts";
import { stores } from "./stores.ts";

const mix = { chats: 20, most: 5, unrecognized: 0.1, invalid: 0.05, failOnce: 0.1, fail: 0, longestMs: 30 };

function loadOf(seed: number): Load {
  const random = new Random(seed);
  const deliveries = new NumberedDeliveries(random.fork(), mix);
  return new Load({ deliveries, random: random.fork(), connections: 6, longestPauseMs: 10, leaving: 0.03 });
}

/** Has the rest answered and handled, and expects that it was kept. */
async function expectKept(stage: Stage, load: Load): Promise<{ repeats: number; aborted: number }> {
  const last = await stage.start();
  load.aim(last.url);
  await load.stop();
  expect(await stage.drained()).toBe(true);
  const { violations, evidence, repeats } = await stage.judge(load.tries);
  expect(violations).toEqual([]);
  expect(evidence.tries.filter(({ outcome }) => outcome === 200).length).toBeGreaterThan(20);
  return { repeats, aborted: evidence.log.filter(({ kind }) => kind === "aborted").length };
}

test.each(stores)(
  "$name: SIGTERM under load, again and again: it ends well, and handles nothing twice",
  async (store) => {
    const stage = await onStage(store);
    const load = loadOf(1);
    for (let i = 0; i < 4; i++) {
      const running = await stage.start({ concurrency: 12, leaseMs: 10_000 });
      load.aim(running.url);
      await wait(100 + 50 * i);
      running.receiver.kill("SIGTERM");
      await stage.gone(running);
      load.aim(undefined);
      expect(await running.receiver.ended).toEqual({ code: 0, signal: null, stderr: "" });
    }
    // What ran was waited for, and was settled.
    expect(await expectKept(stage, load)).toEqual({ repeats: 0, aborted: 0 });
  },
);

test.each(stores)(
  "$name: SIGTERM while a handler never ends: it ends when the grace time is over",
  async (store) => {
    const stage = await onStage(store);
    const sender = new Sender();
    const stuck = await stage.start({ graceMs: 200, leaseMs: 60_000 });
    await sender.send(stuck.url, [
      { chat: "a", deed: "hang at first" },
      { chat: "a" },
      { chat: "b", ms: 60_000 },
    ]);
    await stage.seen(({ kind }) => kind === "begin");
    stuck.receiver.kill("SIGTERM");
    await stage.gone(stuck);
    expect(await stuck.receiver.ended).toEqual({ code: 0, signal: null, stderr: "" });
    expect(stage.lines().filter(({ kind }) => kind === "aborted")).toHaveLength(2);
    // They went back, and are not waited for: their leases run for a minute. Nor do their attempts count.
    await stage.start();
    await stage.seen((line) => line.kind === "begin" && line.run === 2 && line.chat === "b");
    const again = stage
      .lines()
      .flatMap((line) => (line.kind === "begin" && line.run === 2 ? [line.attempt] : []));
    expect(again).toContain(1);
    expect(Math.max(...again)).toBe(1);
  },
);

test.each(stores.flatMap((store) => (["once", "on"] as const).map((sigterm) => ({ store, sigterm }))))(
  '$store.name: a second SIGTERM on its heels loses nothing, with process.$sigterm("SIGTERM")',
  async ({ store, sigterm }) => {
    const stage = await onStage(store);
    const load = loadOf(2);
    for (let i = 0; i < 3; i++) {
      const running = await stage.start({ concurrency: 12, sigterm });
      load.aim(running.url);
      await wait(150);
      running.receiver.kill("SIGTERM");
      await wait(i);
      running.receiver.kill("SIGTERM");
      await stage.gone(running);
      load.aim(undefined);
      const { code, signal } = await running.receiver.ended;
      // With once, the second one ends it as if there were no handler; unless it had ended already.
      if (sigterm === "on" || code === 0) expect({ code, signal }).toEqual({ code: 0, signal: null });
      else expect({ code, signal }).toEqual({ code: null, signal: "SIGTERM" });
    }
    await expectKept(stage, load);
  },
);
