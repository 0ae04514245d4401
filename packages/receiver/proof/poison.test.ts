import { expect, test } from "vitest";
import { onStage } from "./on-stage.ts";
import { type HandWritten, Sender } from "./sender.ts";
import type { Running, Stage } from "./stage.ts";
import { stores } from "./stores.ts";
import type { Deed } from "./task.ts";

const attempts = 5;
const plan = { attempts, concurrency: 8, attemptTimeoutMs: 1_000 } as const;
const lanes = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Starts another process whenever one dies, as a supervisor does, until nothing is pending. */
async function superviseUntilDrained(stage: Stage, first: Running): Promise<void> {
  let isDrained = false;
  let current = first;
  const supervised = (async () => {
    for (;;) {
      await stage.gone(current);
      if (isDrained) return;
      current = await stage.start(plan);
    }
  })();
  expect(await stage.drained()).toBe(true);
  isDrained = true;
  current.receiver.kill("SIGTERM");
  await supervised;
}

interface Poison {
  readonly deed: Deed;
  readonly ms: number;
  readonly lastError: string;
}

const poisons: readonly Poison[] = [
  { deed: "fail", ms: 0, lastError: "Error" },
  { deed: "hang", ms: 0, lastError: "TimeoutError" },
  // Longer than a lease.
  { deed: "block", ms: 500, lastError: "AttemptsLostError" },
  { deed: "die", ms: 0, lastError: "AttemptsLostError" },
];

test.each(stores.flatMap((store) => poisons.map((poison) => ({ store, ...poison }))))(
  "$store.name: an event whose handlers $deed ends dead; its lane and the others go on",
  async ({ store, deed, ms, lastError }) => {
    const stage = await onStage(store);
    const sender = new Sender();
    const first = await stage.start(plan);
    // All heads are claimed together, so that what happens to one happens to all.
    const heads = lanes.map((chat): HandWritten => (chat === "c" ? { chat, deed, ms } : { chat, ms: 50 }));
    await sender.send(first.url, [...heads, ...lanes.map((chat) => ({ chat }))]);
    await superviseUntilDrained(stage, first);
    const { violations, evidence } = await stage.judge(sender.tries, attempts);
    expect(violations).toEqual([]);
    expect(evidence.stats).toMatchObject({ accepted: 16, pending: 0, done: 15, dead: 1 });
    expect(evidence.dead).toMatchObject([{ chat: "c", receipt: { sequence: 1 }, lastError }]);
    const calls = evidence.log.filter((line) => line.kind === "begin" && line.task === "1.1.2");
    expect(calls).toHaveLength(attempts);
  },
);
