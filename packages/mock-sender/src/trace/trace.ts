import type { Bytes } from "../bytes.ts";
import type { Outcome } from "../schedule/outcome.ts";
import type { Scenario } from "../schedule/scenario.ts";
import type { Step } from "../schedule/step.ts";

/** A delivery that was sent: what, how, and what was answered. */
export interface TracedDelivery extends Omit<Step, "body"> {
  /** Exactly what was sent: a text stands for its UTF-8. */
  readonly body: string | Bytes;
  /** Which others were under way when it began: their places in the trace, from 1. */
  readonly during: readonly number[];
  readonly outcome: Outcome;
}

/** All that was sent in a run, in the order in which it began, and what became of it. A plain value. */
export interface Trace {
  /** What it was a run of. A trace that was recorded elsewhere has none. */
  readonly scenario?: Scenario;
  readonly deliveries: readonly TracedDelivery[];
}
