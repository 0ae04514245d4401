import type { Sender } from "../senders/habit.ts";
import type { Trace } from "../trace/trace.ts";
import type { Mood } from "./calls.ts";
import type { Rule } from "./rules.ts";

/** A rule that a receiver breaks, and the least that makes it do so. */
export interface Finding {
  readonly rule: Rule;
  /** What was seen, in one line. */
  readonly seen: string;
  /** The first trial that broke it; with which seed, which sender, and what the handlers did. */
  readonly trial: string;
  readonly seed: number;
  readonly sender: Sender;
  readonly handlers: Mood;
  /** The smallest trace that breaks it: `formatTrace` keeps it, `replay` sends it again. */
  readonly trace: Trace;
  /** Whether it broke the rule again when it was replayed. If not, `trace` is all of the run in which it did. */
  readonly isReproduced: boolean;
  /** All trials that broke it. */
  readonly trials: readonly string[];
}
