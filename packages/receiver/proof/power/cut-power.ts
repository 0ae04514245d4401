/// <reference types="node" />
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { EventState } from "../../src/inbox.ts";
import { sqliteInbox } from "../../src/sqlite/sqlite-inbox.ts";
import { listAll } from "../list-all.ts";
import { Random } from "../random.ts";
import type { Violation } from "../violation.ts";
import { Disk, type Synced } from "./disk.ts";
import { type Found, judgeSurvivor } from "./judge-survivor.ts";
import type { Step } from "./read-trace.ts";
import { type Note, Told } from "./told.ts";

export interface PowerCuts {
  readonly steps: readonly Step[];
  /** Of the traced process. The inbox is `proto.db` in it. */
  readonly folder: string;
  /** An empty folder, for what is left after each cut. */
  readonly scratch: string;
  readonly seed: number;
  /** At how many steps the power is cut, besides those at which something was just acknowledged. */
  readonly between: number;
  /** How many of those at which something was just acknowledged. Default: all. */
  readonly acknowledged?: number;
  readonly isDeaf?: (synced: Synced) => boolean;
}

export interface Aftermath {
  readonly cuts: number;
  readonly violations: readonly Violation[];
}

/** Lives through the trace, and looks again and again at what would be left if the power was cut now. */
export async function cutPower(options: PowerCuts): Promise<Aftermath> {
  const { steps, folder, scratch, isDeaf } = options;
  const random = new Random(options.seed);
  const at = drawCuts(options, random);
  const disk = new Disk(folder, isDeaf);
  const told = new Told();
  const violations: Violation[] = [];
  for (const [i, step] of steps.entries()) {
    if (step.kind === "note") told.add(JSON.parse(step.text) as Note);
    else disk.apply(step);
    if (!at.has(i)) continue;
    const left = join(scratch, String(i));
    const what = (violation: Violation) => ({ ...violation, what: `cut at step ${i}: ${violation.what}` });
    mkdirSync(left);
    write(left, disk.survivor(random), random);
    violations.push(...(await judge(join(left, "proto.db"), told)).map(what));
    rmSync(left, { recursive: true });
  }
  return { cuts: at.size, violations };
}

/** After which steps the power is cut. */
function drawCuts({ steps, between, acknowledged }: PowerCuts, random: Random): ReadonlySet<number> {
  const all = [...steps.keys()];
  const others = all.filter((i) => steps[i]?.kind !== "note");
  // The last one of those that were told at once.
  const answers = all.filter((i) => isAnswer(steps[i]) && !isAnswer(steps[i + 1]));
  const pick = (count: number, from: readonly number[]) =>
    Array.from({ length: count }, () => random.pick(from));
  const told = acknowledged === undefined ? answers : pick(acknowledged, answers);
  return new Set([...told, ...pick(between, others)]);
}

function isAnswer(step: Step | undefined): boolean {
  return step?.kind === "note" && (JSON.parse(step.text) as Note).kind !== "lets go";
}

function write(folder: string, files: ReadonlyMap<string, Buffer>, random: Random): void {
  for (const [name, bytes] of files) {
    // It is changed in memory, which is not traced, and it is of no use after a start: anything may be in it.
    if (name.endsWith("-shm")) bytes.fill(random.int(0, 255));
    writeFileSync(join(folder, name), bytes);
  }
}

/** Opens what is left, as any process would. */
async function judge(file: string, told: Told): Promise<Violation[]> {
  try {
    const violations = judgeSurvivor(await find(file), told);
    const db = new DatabaseSync(file);
    const rows = db.prepare("PRAGMA integrity_check").all();
    db.close();
    const damage = rows.map((row) => String(row.integrity_check)).filter((said) => said !== "ok");
    return [...violations, ...damage.map((what): Violation => ({ rule: "damage", what }))];
  } catch (error) {
    return [{ rule: "damage", what: String(error) }];
  }
}

async function find(file: string): Promise<Found> {
  const inbox = sqliteInbox(file);
  try {
    const states = ["pending", "done", "dead", "quarantined"] satisfies EventState[];
    const lists = await Promise.all(states.map((state) => listAll(inbox, state)));
    return { stats: await inbox.stats(), events: lists.flat() };
  } finally {
    await inbox.close();
  }
}
