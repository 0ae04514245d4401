import { boolean, type Check, listOf, numberFrom, oneOf, wholeFrom } from "../check.ts";
import type { Habit } from "./habit.ts";

/** What there is to know of a kind of habit: its options, and their values where none is given. */
export interface HabitRow {
  readonly options: Readonly<Record<string, Check>>;
  /** Empty where an option must be given. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** Those that must be given. */
  readonly required?: readonly string[];
  /** A sender has it once. */
  readonly once?: true;
}

const day = 86_400_000;
const whole = wholeFrom(1, 1_000_000);
const when = { probability: numberFrom(0, 1), at: listOf(whole) };

/** Every kind of habit. What is read from a file is judged by it, and the functions that make habits fill in its defaults. */
export const habitTable: Readonly<Record<Habit["kind"], HabitRow>> = {
  batches: { options: { min: whole, max: whole }, defaults: { min: 1 }, required: ["max"], once: true },
  retries: {
    options: {
      on: listOf(oneOf("not_200", "timeout", "broken")),
      times: wholeFrom(1, 100),
      backoffMs: wholeFrom(0, day),
      maxBackoffMs: wholeFrom(0, day),
      regroup: boolean,
      meanwhile: oneOf("wait", "go_on"),
    },
    defaults: {
      on: ["not_200", "timeout", "broken"],
      times: 3,
      // Short: a test should not wait for what only a real sender has to.
      backoffMs: 10,
      maxBackoffMs: 1_000,
      regroup: false,
      meanwhile: "wait",
    },
    once: true,
  },
  parallel: { options: { max: wholeFrom(1, 1_000) }, defaults: {}, required: ["max"], once: true },
  respelled: { options: when, defaults: {} },
  duplicates: { options: { ...when, apart: wholeFrom(0, 1_000_000) }, defaults: { apart: 0 } },
  reordered: { options: { ...when, by: whole }, defaults: { by: 1 } },
  lost_answers: { options: when, defaults: {} },
  slow_bodies: {
    options: { ...when, chunks: wholeFrom(1, 1_000), pauseMs: wholeFrom(0, day) },
    defaults: { chunks: 4, pauseMs: 10 },
  },
  resets: { options: { ...when, during: oneOf("body", "answer") }, defaults: { during: "body" } },
  unknown_fields: { options: when, defaults: {} },
  unknown_messages: { options: when, defaults: {} },
  unknown_events: { options: when, defaults: {} },
  nulls: { options: when, defaults: {} },
};
