import type { InboxStats, StoredEvent } from "../src/inbox.ts";
import { type Fate, fatesOf } from "./fates.ts";
import type { LogLine } from "./handler-log.ts";
import { History } from "./history.ts";
import { judgeLanes } from "./judge-lanes.ts";
import type { Try } from "./load.ts";
import { taskId } from "./numbered-deliveries.ts";
import type { Violation } from "./violation.ts";

/** What is known after everything was handled. */
export interface Evidence {
  /** What the sender knows. */
  readonly tries: readonly Try[];
  /** What the handlers know. */
  readonly log: readonly LogLine[];
  /** What the store says. */
  readonly stats: InboxStats;
  readonly dead: readonly StoredEvent[];
  readonly quarantined: readonly StoredEvent[];
  /** The most attempts at one event. */
  readonly attempts: number;
}

export interface Judgement {
  /** What of the promise was broken; empty when it was kept. */
  readonly violations: readonly Violation[];
  /** Attempts that were begun. */
  readonly attempts: number;
  /** Attempts at what was handled to its end before. */
  readonly repeats: number;
}

/** Holds what the sender was promised against what became of it. */
export function judge(evidence: Evidence): Judgement {
  const { tries, log, dead, quarantined } = evidence;
  const history = new History(log, new Set(dead.map(({ receipt }) => receipt.id)));
  const { byTask, violations } = fatesOf(history.handled.values(), dead, quarantined);
  return {
    violations: [
      ...history.violations,
      ...violations,
      ...tries.flatMap((one) => judgeTry(one, byTask)),
      ...judgeLanes(tries, byTask),
      ...judgeDead(evidence),
      ...judgeBooks(evidence, history.handled.size, byTask.size),
    ],
    attempts: [...history.handled.values()].reduce((sum, { begun }) => sum + begun, 0),
    repeats: history.repeats,
  };
}

function judgeTry({ delivery, number, outcome }: Try, fates: ReadonlyMap<string, Fate>): Violation[] {
  const violations: Violation[] = [];
  const name = `delivery ${delivery.number}, try ${number}`;
  const isAnswered = outcome === 200;
  if (typeof outcome === "number" && !isAnswered && outcome !== 503) {
    violations.push({ rule: "status", what: `${name} was answered ${outcome}` });
  }
  let found = 0;
  for (const [index, { kind, chat }] of delivery.events.entries()) {
    const fate = fates.get(taskId(delivery.number, number, index));
    const what = `event ${index} of ${name}`;
    if (!fate) {
      if (isAnswered) violations.push({ rule: "lost", what });
      continue;
    }
    found++;
    const isGood = kind === "valid" || kind === "unrecognized";
    if (isGood === (fate.state === "quarantined"))
      violations.push({ rule: "changed", what: `${what}: ${kind}` });
    if (fate.chat !== (kind === "chatless" ? "" : chat)) violations.push({ rule: "changed", what });
    if (fate.state === "handled" && !fate.isDone) violations.push({ rule: "unfinished", what });
  }
  if (found > 0 && found < delivery.events.length) {
    violations.push({ rule: "half a delivery", what: `${found} of ${delivery.events.length} of ${name}` });
  }
  return violations;
}

function judgeDead({ dead, attempts }: Evidence): Violation[] {
  const early = dead.filter((event) => event.attempts < attempts);
  return early.map((event) => ({
    rule: "dead too early",
    what: `${event.receipt.id} after ${event.attempts} attempts`,
  }));
}

function judgeBooks({ stats, dead, quarantined }: Evidence, handled: number, found: number): Violation[] {
  const wanted = {
    accepted: found,
    pending: 0,
    // One that was never handed out is dead only after its process died each time between the claim and the handler.
    done: found - dead.length - quarantined.length,
    dead: dead.length,
    quarantined: quarantined.length,
  };
  const names = Object.keys(wanted) as (keyof typeof wanted)[];
  const wrong = names.filter((name) => stats[name] !== wanted[name]);
  return wrong.map((name) => ({
    rule: "books",
    what: `${name} is ${stats[name]}, and should be ${wanted[name]} (${handled} were handled)`,
  }));
}
