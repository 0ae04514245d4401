import type { Habit, Retries, RetryReason } from "../senders/habit.ts";
import type { Source } from "./body-of.ts";
import { drawsOf } from "./draws.ts";
import type { Outcome } from "./outcome.ts";
import { stepOf } from "./schedule.ts";
import type { Item, Step } from "./step.ts";

/** What a sender does after a delivery failed. */
export interface Reaction {
  /** What is sent again; nothing when the sender gives up, or need not. */
  readonly steps: readonly Step[];
  /** Whether the step that would have been next is in it, and is not sent by itself. */
  readonly withNext: boolean;
}

/**
 * What a sender does when a delivery had this outcome: a function of the scenario, the step and the outcome alone.
 *
 * @param next the step that would be sent next, if there is one.
 */
export function retriesOf(
  step: Step,
  outcome: Outcome,
  { source, sender, next }: { source: Source; sender: readonly Habit[]; next?: Step | undefined },
): Reaction {
  const reason = reasonOf(outcome);
  const habit = sender.find((one) => one.kind === "retries");
  if (!reason || !habit?.on.includes(reason) || step.try > habit.times) return { steps: [], withNext: false };
  const { groups, withNext } = regrouped(step, habit, source, next);
  const delayMs = Math.min(habit.maxBackoffMs, habit.backoffMs * 2 ** (step.try - 1));
  const steps = groups.map(({ name, items }, index) =>
    stepOf(
      { name, try: step.try + 1, items, delayMs: index === 0 ? delayMs : 0 },
      { source, sender, number: 0 },
    ),
  );
  return { steps, withNext };
}

function reasonOf(outcome: Outcome): RetryReason | undefined {
  if ("error" in outcome) return outcome.error === "timeout" ? "timeout" : "broken";
  if (outcome.lost) return "timeout";
  return outcome.status === 200 ? undefined : "not_200";
}

function regrouped(
  step: Step,
  { regroup }: Retries,
  { seed }: Source,
  next: Step | undefined,
): { groups: { name: string; items: readonly Item[] }[]; withNext: boolean } {
  const { items } = step;
  const name = `${step.name.replace(/\.\d+$/, "")}.${step.try + 1}`;
  const draws = drawsOf(seed, "regroup", name);
  if (regroup && items.length > 1 && (!next || draws.chance(0.5))) {
    const at = draws.int(1, items.length - 1);
    const halves = [
      { name: `${name}a`, items: items.slice(0, at) },
      { name: `${name}b`, items: items.slice(at) },
    ];
    return { groups: halves, withNext: false };
  }
  if (regroup && next) {
    return { groups: [{ name: `${name}+${next.name}`, items: [...items, ...next.items] }], withNext: true };
  }
  return { groups: [{ name, items }], withNext: false };
}
