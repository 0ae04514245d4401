import type { Outcome } from "../schedule/outcome.ts";
import type { Item, WireFault } from "../schedule/step.ts";
import type { TracedDelivery } from "../trace/trace.ts";
import type { Finding } from "./finding.ts";
import { rules } from "./rules.ts";

/** What `conforms` found. */
export interface Report {
  /** No rule was broken. What could not be judged is in `notJudged`. */
  readonly ok: boolean;
  /** The rules that were broken, those first that are best mended first. */
  readonly broken: readonly Finding[];
  /** How many runs were made, those for shrinking not counted. */
  readonly runs: number;
  /** What was not tried or could not be seen, and why; one line each. */
  readonly notJudged: readonly string[];
  /** All of it, for people. */
  readonly text: string;
}

/** What there is to report. */
export interface Facts {
  readonly broken: readonly Finding[];
  readonly runs: number;
  readonly notRun: readonly string[];
  readonly canSee: boolean;
  readonly canHandle: boolean;
}

export function createReport({ broken, runs, notRun, canSee, canHandle }: Facts): Report {
  const isHopeless = broken.some(({ sender, handlers }) => sender.length === 0 && handlers === "fine");
  const notJudged = [
    !canSee &&
      "Whether events reach a handler, which of them, and in which order: the receiver has no `handled`.",
    !canHandle &&
      "Whether answers wait for handlers: give a function that starts the receiver, and call its `handle`.",
    isHopeless &&
      notRun.length > 0 &&
      `${notRun.length} more trials: even the plain sender breaks a rule. Mend that first.`,
  ].filter((line) => line !== false);
  const ok = broken.length === 0;
  const count = `${broken.length} ${broken.length === 1 ? "rule" : "rules"}`;
  const head = ok
    ? `The receiver conforms, in ${runs} runs.`
    : `The receiver breaks ${count}, in ${runs} runs.`;
  const notes =
    notJudged.length > 0 ? [["Not judged:", ...notJudged.map((line) => `- ${line}`)].join("\n")] : [];
  return { ok, broken, runs, notJudged, text: [head, ...broken.map(findingText), ...notes].join("\n\n") };
}

function findingText(finding: Finding, index: number): string {
  const { rule, seen, trial, seed, trials, trace, isReproduced, handlers } = finding;
  const { broken, advice } = rules[rule];
  const others = trials.filter((name) => name !== trial);
  const count = trace.deliveries.length;
  const least = isReproduced
    ? `The least that does it, ${count} ${count === 1 ? "delivery" : "deliveries"}:`
    : `It did not do so again when the run was replayed: it depends on chance of its own. All ${count} deliveries of that run:`;
  const lines = trace.deliveries.map((delivery, at) => `   ${deliveryText(delivery, at)}`);
  return [
    `${index + 1}. ${rule}: ${broken}.`,
    `   ${capitalized(seen)}.`,
    `   Found by the sender "${trial}" with seed ${seed}${others.length > 0 ? `; also by ${others.join(", ")}` : ""}.`,
    ...(handlers === "fine" ? [] : [`   The handlers: ${moods[handlers]}.`]),
    `   ${least}`,
    ...lines,
    `   What to do: ${advice}`,
    `   To see it again: await replay(report.broken[${index}].trace, { to: receiver })`,
  ].join("\n");
}

const moods = {
  slow: "none ends before all is answered",
  failing: "each throws when it is first called with an event",
};

function deliveryText(delivery: TracedDelivery, index: number): string {
  const { items, respelled, during, fault, outcome } = delivery;
  const facts = [
    respelled && "spelled otherwise",
    during.length > 0 && `while ${during.join(" and ")} ${during.length === 1 ? "is" : "are"} under way`,
    fault && faultText(fault),
  ].filter((fact) => fact !== false && fact !== undefined);
  const what = [items.map((item) => itemText(item)).join(", "), ...facts].join("; ");
  return `${index + 1}. ${what || "a delivery"} -> ${outcomeText(outcome)}`;
}

function itemText({ event, changes = [] }: Item): string {
  const [first, ...others] = changes;
  if (first === "unknown_event") return `one of an unknown type, behind event ${event}`;
  const named = [first, ...others]
    .filter((change) => change !== undefined)
    .map((change) => changeTexts[change]);
  return `event ${event}${named.length > 0 ? ` with ${named.join(" and ")}` : ""}`;
}

const changeTexts = {
  unknown_fields: "unknown fields",
  unknown_message: "a message of an unknown type",
  unknown_event: "an unknown type",
  nulls: "null for all that is optional",
};

function faultText(fault: WireFault): string {
  if (fault.kind === "slow_body") return `the body drips in ${fault.chunks} chunks`;
  if (fault.kind === "lost_answer") return "the sender never sees the answer";
  return fault.during === "body"
    ? `the connection breaks after ${fault.afterBytes} bytes of the body`
    : "the connection breaks after the body, before the answer";
}

function outcomeText(outcome: Outcome): string {
  if ("status" in outcome) return String(outcome.status);
  return outcome.error === "broken_off" ? "none" : `none: ${outcome.error}`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
