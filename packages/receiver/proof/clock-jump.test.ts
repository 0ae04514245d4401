import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { Load } from "./load.ts";
import { NumberedDeliveries } from "./numbered-deliveries.ts";
import { onStage } from "./on-stage.ts";
import { Random } from "./random.ts";
import { stores } from "./stores.ts";

const hour = 3_600_000;
// Long enough that at each jump there are handlers that run.
const mix = { chats: 12, most: 4, unrecognized: 0, invalid: 0.05, failOnce: 0.2, fail: 0.03, longestMs: 80 };

/** Among so many deliveries there are some of each fate. */
const fewest = 120;

test.each(stores)(
  "$name: the wall clock jumps by an hour both ways under load, and kills come in between",
  async (store) => {
    const stage = await onStage(store);
    const random = new Random(1);
    const deliveries = new NumberedDeliveries(random.fork(), mix);
    const load = new Load({
      deliveries,
      random: random.fork(),
      connections: 4,
      longestPauseMs: 80,
      leaving: 0,
    });
    // What one process stored by its clock is read by another one, whose clock is right, an hour ahead or behind.
    for (const clockMs of [0, hour, -hour]) {
      const running = await stage.start({ clockMs, concurrency: 12 });
      load.aim(running.url);
      for (const ms of [hour, -hour, -hour, hour]) {
        await wait(80);
        running.receiver.jump(ms);
      }
      await wait(80);
      running.receiver.kill("SIGKILL");
      await stage.gone(running);
      load.aim(undefined);
    }
    const last = await stage.start({ clockMs: -hour, concurrency: 12 });
    load.aim(last.url);
    // On a slow machine less was sent until now, and perhaps none of what always fails.
    while (load.tries.length < fewest) await wait(20);
    await load.stop();
    // An hour's wait for a lease or a retry would be longer than this takes.
    expect(await stage.drained()).toBe(true);
    const { violations, evidence } = await stage.judge(load.tries);
    expect(violations).toEqual([]);
    expect(evidence.stats.done).toBeGreaterThan(30);
    expect(evidence.dead.length).toBeGreaterThan(0);
  },
);
