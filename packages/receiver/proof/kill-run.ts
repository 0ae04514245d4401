/// <reference types="node" />
import { setTimeout as wait } from "node:timers/promises";
import { type KillAt, type KillPoint, killPoints } from "./kill-point.ts";
import { Load } from "./load.ts";
import { type Mix, NumberedDeliveries } from "./numbered-deliveries.ts";
import { Random } from "./random.ts";
import type { ReceiverHandle } from "./receiver-handle.ts";
import type { Sabotage } from "./sabotage.ts";
import { Stage } from "./stage.ts";
import type { StoreRow } from "./store-row.ts";
import type { Violation } from "./violation.ts";

export interface KillRunOptions {
  readonly store: StoreRow;
  readonly kills: number;
  /** What is sent, and when a process is killed, is drawn from it. */
  readonly seed: number;
  readonly sabotage?: Sabotage | undefined;
  /** Kills nothing any more after so many milliseconds. Default: no limit. */
  readonly mostMs?: number | undefined;
  /** Leaves the store and the logs where they are when something is wrong, to be looked at. */
  readonly isKept?: boolean | undefined;
  /** Told after each kill. */
  readonly onKill?: ((kills: number) => void) | undefined;
}

/** `any moment`: killed from outside. */
export type Killed = Record<KillPoint | "any moment", number>;

/** What came of it. */
export interface KillRunResult {
  /** How many processes died where. */
  readonly killed: Readonly<Killed>;
  readonly kills: number;
  /** How often a delivery was sent. */
  readonly sent: number;
  /** How often a 200 was read. */
  readonly answered: number;
  readonly events: number;
  readonly dead: number;
  readonly quarantined: number;
  /** Calls of a handler, and those of them for an event that a handler had ended with before. */
  readonly attempts: number;
  readonly repeats: number;
  readonly ms: number;
  readonly violations: readonly Violation[];
  /** Where the evidence of a violation is, if it was to be kept. */
  readonly places: string | undefined;
}

/** Many chats, as those of a dead process wait for the end of its leases. */
const mix: Mix = {
  chats: 40,
  most: 5,
  unrecognized: 0.1,
  invalid: 0.08,
  failOnce: 0.1,
  fail: 0.002,
  longestMs: 4,
};

/** The longest life of a process that is to kill itself, in milliseconds: it may never get to its point. */
const longestLifeMs = 2_000;

/** Kills a receiver under load again and again, has the rest handled, and judges what came of it. */
export async function killRun(options: KillRunOptions): Promise<KillRunResult> {
  const { store, kills, seed, mostMs = Number.POSITIVE_INFINITY, onKill } = options;
  const began = performance.now();
  const random = new Random(seed);
  const load = new Load({
    deliveries: new NumberedDeliveries(random.fork(), mix),
    random: random.fork(),
    connections: 8,
    longestPauseMs: 10,
    leaving: 0.03,
  });
  const stage = await Stage.open(store);
  const killed = Object.fromEntries([...killPoints, "any moment"].map((point) => [point, 0])) as Killed;
  let isKept = false;
  try {
    let next = stage.prepare();
    for (let kill = 1; kill <= kills && performance.now() - began < mostMs; kill++) {
      const { point, killAt, life } = drawDeath(random);
      const running = await stage.go(next, { killAt, sabotage: options.sabotage });
      next = stage.prepare();
      const isOutlived = await live(running.receiver, life, load);
      await stage.gone(running);
      load.aim(undefined);
      killed[isOutlived ? "any moment" : point]++;
      onKill?.(kill);
    }
    const rest = await finish(stage, next, load, options.sabotage);
    const { evidence, attempts, repeats, ...judged } = await stage.judge(load.tries);
    const violations = [...rest, ...judged.violations];
    isKept = violations.length > 0 && (options.isKept ?? false);
    if (isKept) stage.note("sent.json", load.tries);
    const { accepted, dead, quarantined } = evidence.stats;
    return {
      killed,
      kills: Object.values(killed).reduce((sum, count) => sum + count),
      sent: load.tries.length,
      answered: load.tries.filter(({ outcome }) => outcome === 200).length,
      ...{ events: accepted, dead, quarantined, attempts, repeats },
      ms: performance.now() - began,
      violations,
      places: isKept ? stage.places : undefined,
    };
  } finally {
    load.aim(undefined);
    await stage.close(isKept);
  }
}

interface Life {
  /** From its first step, or from when it listens. */
  readonly from: "start" | "listening";
  readonly ms: number;
}

function drawDeath(random: Random): { point: keyof Killed; killAt: KillAt | undefined; life: Life } {
  const point = random.pick([...killPoints, "any moment"] as const);
  if (point !== "any moment") {
    const life: Life = { from: "listening", ms: longestLifeMs };
    return { point, killAt: { point, passage: random.int(1, 12) }, life };
  }
  // Some die while they open the store and see what the one before has left.
  const isEarly = random.chance(0.2);
  const life: Life = isEarly
    ? { from: "start", ms: random.int(0, 25) }
    : { from: "listening", ms: random.int(0, 120) };
  return { point, killAt: undefined, life };
}

/** Lets a process live. @returns whether it was killed from outside. */
async function live(receiver: ReceiverHandle, { from, ms }: Life, load: Load): Promise<boolean> {
  const callOff = new AbortController();
  const listening = receiver.listening.then((url) => load.aim(url));
  const outlived = (from === "start" ? Promise.resolve() : listening)
    .then(() => wait(ms, true, { signal: callOff.signal }))
    .catch(() => false);
  const isOutlived = await Promise.race([receiver.ended.then(() => false), outlived]);
  callOff.abort();
  receiver.kill("SIGKILL");
  return isOutlived;
}

/** Has everything answered and handled by a process that nobody kills. */
async function finish(
  stage: Stage,
  receiver: ReceiverHandle,
  load: Load,
  sabotage: Sabotage | undefined,
): Promise<readonly Violation[]> {
  const running = await stage.go(receiver, { sabotage });
  load.aim(await receiver.listening);
  await load.stop();
  const isDrained = await stage.drained(sabotage ? 2_000 : 20_000);
  receiver.kill("SIGTERM");
  await stage.gone(running);
  const { code, signal, stderr } = await receiver.ended;
  const violations: Violation[] = [];
  if (!isDrained) violations.push({ rule: "stuck", what: "events stay pending" });
  if (code !== 0) violations.push({ rule: "damage", what: `the last process: ${code} ${signal} ${stderr}` });
  return violations;
}
