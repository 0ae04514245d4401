/// <reference types="node" />
import { randomInt } from "node:crypto";
import process from "node:process";
import { parseArgs } from "node:util";
import { type Killed, type KillRunResult, killRun } from "./kill-run.ts";
import { openSoakStore, type SoakStore, soakStores } from "./soak-stores.ts";
import { type SoakResult, writeSoak } from "./write-soak.ts";

/** Kills in one store; then everything is judged, and the next round begins with an empty one. */
const roundOf = 1_000;

const usage = `Usage: pnpm soak [options]
  --kills N      how often a receiver is killed (10000)
  --store NAME   ${soakStores.join(" or ")} (sqlite)
  --seed S       a whole number; what is sent and when to kill is drawn from it (any)
  --minutes M    kills nothing any more after that (120)
  --write        writes the figures to packages/receiver/proof/LAST-SOAK.md`;

/** Reads the arguments of `pnpm soak`, kills, and prints the figures as JSON, or what was broken; then the exit code is 1. */
export async function soak(args: readonly string[]): Promise<void> {
  if (args.includes("--help")) return console.log(usage);
  const options = readArgs(args);
  const { store, seed } = options;
  console.error(`${options.kills} kills on ${store}, seed ${seed}`);
  const { rounds, broken } = await killInRounds(options);
  if (broken) return fail(broken, seed + rounds.length - 1);
  const result: SoakResult = { store, seed, ...sum(rounds) };
  console.log(JSON.stringify(result));
  if (options.isWritten) writeSoak(result);
}

interface SoakOptions {
  readonly kills: number;
  readonly store: SoakStore;
  readonly seed: number;
  readonly ms: number;
  readonly isWritten: boolean;
}

/** Stops after a round in which something was broken. */
async function killInRounds({ kills, store, seed, ms }: SoakOptions) {
  const { row, end } = await openSoakStore(store);
  const began = performance.now();
  const rounds: KillRunResult[] = [];
  let [done, broken]: [number, KillRunResult | undefined] = [0, undefined];
  while (!broken && done < kills && performance.now() - began < ms) {
    const round = await killRun({
      store: row,
      kills: Math.min(roundOf, kills - done),
      seed: seed + rounds.length,
      mostMs: ms - (performance.now() - began),
      isKept: true,
      onKill: (kill) => progress(done + kill, kills, began),
    });
    done += round.kills;
    rounds.push(round);
    if (round.violations.length > 0) broken = round;
  }
  if (process.stderr.isTTY) process.stderr.write("\n");
  // What is to be looked at may need its server.
  if (!broken) await end();
  return { rounds, broken };
}

function readArgs(args: readonly string[]): SoakOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: "string", default: "10000" },
      store: { type: "string", default: "sqlite" },
      seed: { type: "string", default: String(randomInt(2 ** 32)) },
      minutes: { type: "string", default: "120" },
      write: { type: "boolean", default: false },
    },
  });
  const store = soakStores.find((name) => name === values.store);
  const [kills, seed, minutes] = [values.kills, values.seed, values.minutes].map(Number) as [
    number,
    number,
    number,
  ];
  if (!store || !Number.isInteger(kills) || !Number.isInteger(seed) || !(minutes > 0)) throw new Error(usage);
  return { kills, store, seed, ms: minutes * 60_000, isWritten: values.write };
}

function progress(done: number, kills: number, began: number): void {
  const seconds = (performance.now() - began) / 1000;
  const line = `${done} of ${kills} kills, ${seconds.toFixed(0)} s`;
  if (process.stderr.isTTY) process.stderr.write(`\r${line}`);
  else if (done % 250 === 0) console.error(line);
}

function fail({ violations, places }: KillRunResult, seed: number): void {
  console.error(`\nThe promise was broken ${violations.length} times (seed ${seed}); ${places}.`);
  for (const { rule, what } of violations.slice(0, 20)) console.error(`  ${rule}: ${what}`);
  process.exitCode = 1;
}

function sum(rounds: readonly KillRunResult[]): Omit<SoakResult, "store" | "seed"> {
  const killed: Partial<Killed> = {};
  for (const round of rounds) {
    for (const [point, count] of Object.entries(round.killed) as [keyof Killed, number][]) {
      killed[point] = (killed[point] ?? 0) + count;
    }
  }
  const total = (name: Exclude<keyof KillRunResult, "killed" | "violations" | "places">): number =>
    rounds.reduce((all, round) => all + round[name], 0);
  return {
    killed: killed as Killed,
    kills: total("kills"),
    sent: total("sent"),
    answered: total("answered"),
    events: total("events"),
    dead: total("dead"),
    quarantined: total("quarantined"),
    attempts: total("attempts"),
    repeats: total("repeats"),
    ms: total("ms"),
  };
}
