import { FormatError } from "../format-error.ts";
import { scenario } from "../schedule/scenario.ts";
import type { Finding } from "./finding.ts";
import { trials as allTrials, type Trial } from "./matrix.ts";
import type { ReceiverUnderTest, StartReceiver } from "./receiver-under-test.ts";
import { createReport, type Report } from "./report.ts";
import { type Rule, rules } from "./rules.ts";
import { canonicalTag, createRunner, type Runner } from "./runner.ts";
import { shrinkFinding } from "./shrink-finding.ts";
import { testEvents } from "./test-events.ts";

/** What `conforms` takes; all of it may be left out. */
export interface ConformsOptions {
  /** Each trial is made with each of these. Default 1, 2 and 3. */
  readonly seeds?: readonly number[];
  /** What is tried, by name. Default: all of `trials`. */
  readonly trials?: Readonly<Record<string, Trial>>;
  /** How many events happen in a run, in three chats. Default 12. */
  readonly events?: number;
  /**
   * How long to wait for what should come at once, in milliseconds: the answer to a delivery, and the next event at a
   * handler. Default 3,000: only a receiver that breaks a rule takes so long.
   */
  readonly patienceMs?: number;
  /** Starts the receiver once and not for each run, for one that takes long to start. Default false. */
  readonly reuse?: boolean;
  /** The most runs to find the smallest trace, for each broken rule. Default 300. */
  readonly shrinkRuns?: number;
}

/**
 * Tries a receiver with every kind of sender.
 *
 * @param receiver a function that starts one whose handlers call `handle`. Or one that runs already: it is judged by its
 *   answers and, if it has `handled`, by what it lists there.
 * @throws what the receiver's own functions throw; `FormatError` when a seed or a sender is not what it must be.
 */
export async function conforms(
  receiver: StartReceiver | ReceiverUnderTest,
  options: ConformsOptions = {},
): Promise<Report> {
  const { seeds = [1, 2, 3], trials = allTrials, events = 12, shrinkRuns = 300 } = options;
  const runner = createRunner(receiver, {
    patienceMs: options.patienceMs ?? 3_000,
    reuse: options.reuse ?? false,
  });
  if (seeds.length === 0)
    throw new FormatError("wrong_value", "conforms", "needs a seed.", { path: "/seeds" });
  try {
    const found = new Map<Rule, Finding>();
    const notRun: string[] = [];
    let runs = 0;
    for (const [trial, { sender, handlers = "fine" }] of Object.entries(trials)) {
      if (isHopeless(found) || (handlers !== "fine" && !runner.canHandle)) {
        notRun.push(trial);
        continue;
      }
      for (const seed of seeds) {
        const one = scenario({ seed, sender, events: testEvents(seed, canonicalTag, events) });
        const { trace, violations } = await runner.run({ scenario: one }, handlers);
        runs++;
        for (const violation of violations) {
          const named = { ...violation, trial, seed, sender, handlers, trials: [trial] };
          merge(found, { ...named, trace, isReproduced: true });
        }
      }
    }
    const broken = await shrinkAll(found, runner, shrinkRuns);
    return createReport({ broken, runs, notRun, canSee: runner.canSee, canHandle: runner.canHandle });
  } finally {
    await runner.close();
  }
}

/** When even a sender without habits breaks it, the others would find the same. */
function isHopeless(found: ReadonlyMap<Rule, Finding>): boolean {
  return [...found.values()].some(({ sender, handlers }) => sender.length === 0 && handlers === "fine");
}

/** The first that breaks a rule stands for all of them. */
function merge(found: Map<Rule, Finding>, finding: Finding): void {
  const first = found.get(finding.rule);
  const trials = new Set([...(first?.trials ?? []), ...finding.trials]);
  found.set(finding.rule, { ...(first ?? finding), trials: [...trials] });
}

async function shrinkAll(
  found: ReadonlyMap<Rule, Finding>,
  runner: Runner,
  maxRuns: number,
): Promise<Finding[]> {
  const shrunk = new Map<Rule, Finding>();
  for (const finding of found.values()) merge(shrunk, await shrinkFinding(finding, runner, maxRuns));
  return (Object.keys(rules) as Rule[]).flatMap((rule) => shrunk.get(rule) ?? []);
}
