import { isAccepted } from "../schedule/outcome.ts";
import type { Change } from "../schedule/step.ts";
import type { Trace, TracedDelivery } from "../trace/trace.ts";
import type { Mood } from "./calls.ts";
import type { Rule } from "./rules.ts";

/** A rule that was broken in a run, and where. */
export interface Violation {
  readonly rule: Rule;
  /** One line for people: what was seen. */
  readonly seen: string;
}

/** What else was seen while deliveries were sent. */
export interface Circumstances {
  readonly mood: Mood;
  /** The place in the trace, from 1, of a delivery that got no answer while its handlers were kept from ending. */
  readonly blocked: number | undefined;
}

/** What is wrong with the answers to the deliveries of a run. */
export function judgeAnswers({ deliveries }: Trace, circumstances: Circumstances): Violation[] {
  return deliveries.flatMap((delivery, index) => {
    const { outcome, fault } = delivery;
    if (isAccepted(outcome) || fault?.kind === "reset") return [];
    const rule = ruleOf(delivery, deliveries.slice(0, index), { ...circumstances, place: index + 1 });
    // Our own fault for a while: what was sent again and was taken then has come to no harm.
    const mayHeal = "status" in outcome && outcome.status >= 500 && rule !== "answer_depends_on_handler";
    if (mayHeal && isHealed(delivery, deliveries)) return [];
    return [{ rule, seen: `delivery ${index + 1} ${outcomeText(delivery, circumstances)}` }];
  });
}

function ruleOf(
  { items, outcome }: TracedDelivery,
  earlier: readonly TracedDelivery[],
  { mood, blocked, place }: Circumstances & { place: number },
): Rule {
  if (mood === "failing" || blocked === place) return "answer_depends_on_handler";
  const has = (...changes: Change[]) =>
    items.some((item) => item.changes?.some((change) => changes.includes(change)));
  if (has("unknown_fields", "unknown_message", "unknown_event")) return "unknown_refused";
  if (has("nulls")) return "null_refused";
  const arrived = earlier.filter(({ fault }) => fault?.kind !== "reset" || fault.during === "answer");
  const isRepeated = items.every(({ event }) =>
    arrived.some((one) => one.items.some((item) => item.event === event)),
  );
  if (isRepeated && items.length > 0) return "repeat_refused";
  if ("error" in outcome) return "no_answer";
  return outcome.status >= 400 && outcome.status < 500 ? "blamed_sender" : "not_200";
}

function isHealed({ items }: TracedDelivery, deliveries: readonly TracedDelivery[]): boolean {
  const accepted = deliveries.filter(({ outcome }) => isAccepted(outcome));
  const takes = (event: number) => accepted.some((one) => one.items.some((item) => item.event === event));
  return items.every(({ event }) => takes(event));
}

function outcomeText({ outcome }: TracedDelivery, { mood }: Circumstances): string {
  const what =
    "error" in outcome ? `got no answer (${outcome.error})` : `was answered with ${outcome.status}`;
  if (mood === "failing") return `${what} when its handler threw`;
  return mood === "slow" ? `${what} while its handler had not ended` : what;
}
