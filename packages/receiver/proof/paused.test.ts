import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { Load } from "./load.ts";
import { NumberedDeliveries } from "./numbered-deliveries.ts";
import { onStage } from "./on-stage.ts";
import { Random } from "./random.ts";
import { Sender } from "./sender.ts";
import { leaseMs } from "./stage.ts";
import { stores } from "./stores.ts";

/** Where it is paused, and what its handler has done with the event by the end. */
const before = {
  "after claim": [],
  "in the handler": ["begin 1", "aborted 1"],
  "before settle": ["begin 1", "done 1"],
} as const;

const points = Object.keys(before) as (keyof typeof before)[];

test.each(stores.flatMap((store) => points.map((point) => ({ store, point }))))(
  "$store.name: a process that was paused past its lease $point cannot settle, and does not overlap",
  async ({ store, point }) => {
    const stage = await onStage(store);
    const sender = new Sender();
    const { url } = await stage.start({ isAcceptingOnly: true });
    const paused = await stage.start({ killAt: { point, passage: 1, signal: "SIGSTOP" } });
    // The first one takes longer than a lease.
    const sent = await sender.send(url, [{ chat: "a", ms: leaseMs * 2 }, { chat: "a" }, { chat: "a" }]);
    expect(sent.outcome).toBe(200);
    await stage.seen(({ kind }) => kind === "paused");

    const other = await stage.start();
    await stage.seen(({ kind, run }) => kind === "begin" && run === other.run);
    paused.receiver.kill("SIGCONT");
    await stage.seen(({ kind, run }) => kind === "fault" && run === paused.run);
    expect(await stage.drained()).toBe(true);
    // It works on.
    other.receiver.kill("SIGKILL");
    await stage.gone(other);
    await sender.send(url, [{ chat: "a" }]);
    expect(await stage.drained()).toBe(true);

    const { violations, evidence } = await stage.judge(sender.tries);
    expect(violations).toEqual([]);
    const begun = evidence.log.find((line) => line.kind === "begin" && line.sequence === 1);
    const first = begun && "receipt" in begun && begun.receipt;
    const ofTheFirst = (run: number) =>
      evidence.log.flatMap((line) =>
        line.run === run && "receipt" in line && line.receipt === first
          ? [`${line.kind} ${line.attempt}`]
          : [],
      );
    expect(ofTheFirst(paused.run)).toEqual(before[point]);
    // On a machine that is busy, this one may lose a lease, too, and then handles the event once more: never the paused one.
    const byTheOther = ofTheFirst(other.run);
    expect([byTheOther[0], byTheOther.at(-1)]).toEqual(["begin 2", expect.stringMatching(/^done/)]);
    const faults = evidence.log.filter(({ kind, run }) => kind === "fault" && run === paused.run);
    expect(faults).toEqual([{ kind: "fault", run: paused.run, stage: "inbox", name: "LeaseLostError" }]);
  },
);

test.each(stores)("$name: two processes under load, each paused again and again", async (store) => {
  const stage = await onStage(store);
  const random = new Random(1);
  const mix = { chats: 10, most: 4, unrecognized: 0, invalid: 0.05, failOnce: 0.1, fail: 0, longestMs: 20 };
  const deliveries = new NumberedDeliveries(random.fork(), mix);
  const load = new Load({
    deliveries,
    random: random.fork(),
    connections: 3,
    longestPauseMs: 30,
    leaving: 0,
  });
  const { url } = await stage.start({ isAcceptingOnly: true });
  const workers = [await stage.start(), await stage.start()];
  load.aim(url);
  for (let i = 0; i < 8; i++) {
    await wait(random.int(0, 100));
    const worker = workers[i % 2];
    if (!worker) break;
    await stage.pause(worker);
    await wait(leaseMs + random.int(50, 150));
    worker.receiver.kill("SIGCONT");
  }
  await load.stop();
  expect(await stage.drained()).toBe(true);
  const { violations, evidence } = await stage.judge(load.tries);
  expect(violations).toEqual([]);
  for (const { run } of workers)
    expect(evidence.log.some((line) => line.kind === "begin" && line.run === run)).toBe(true);
  expect(evidence.log.some(({ kind }) => kind === "fault")).toBe(true);
});
