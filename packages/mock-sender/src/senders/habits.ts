import { WrongValue } from "../check.ts";
import { FormatError } from "../format-error.ts";
import { completed } from "./check-sender.ts";
import type * as habit from "./habit.ts";

/** The options of a habit; those that have a default may be left out. */
export type Options<T extends habit.Habit, Required extends keyof T = never> = {
  readonly [Key in Exclude<keyof T, "kind">]?: T[Key] | undefined;
} & Pick<T, Required>;

/**
 * Several events in one delivery, from `min` (default 1) to `max`.
 *
 * @throws {FormatError} like all habits, when an option is not what it must be.
 */
export function batches(options: Options<habit.Batches, "max">): habit.Batches {
  return make("batches", options);
}

/**
 * A delivery that failed is sent again, up to `times` (3) times, `on` each of: another answer than 200 (`not_200`), no
 * answer (`timeout`), a connection that broke or was refused (`broken`). It waits `backoffMs` (10), then double, up to
 * `maxBackoffMs` (1,000). `regroup` groups its events anew; `meanwhile: "go_on"` sends others first.
 */
export function retries(options?: Options<habit.Retries>): habit.Retries {
  return make("retries", options);
}

/** Up to `max` deliveries are under way at once. */
export function parallel(options: Options<habit.Parallel, "max">): habit.Parallel {
  return make("parallel", options);
}

/** Deliveries, and each of their tries, are written as JSON anew: other bytes, same meaning. */
export function respelled(options?: Options<habit.Respelled>): habit.Respelled {
  return make("respelled", options);
}

/** Deliveries are sent once more, whatever was answered, after `apart` (0) others. */
export function duplicates(options?: Options<habit.Duplicates>): habit.Duplicates {
  return make("duplicates", options);
}

/** Deliveries are overtaken by 1 to `by` (1) of those behind them. */
export function reordered(options?: Options<habit.Reordered>): habit.Reordered {
  return make("reordered", options);
}

/** The receiver answers, and the sender never sees it: a timeout, without the waiting. `at` means the first try. */
export function lostAnswers(options?: Options<habit.LostAnswers>): habit.LostAnswers {
  return make("lost_answers", options);
}

/** Bodies drip in `chunks` (4), with a pause of `pauseMs` (10) before each. `at` means the first try. */
export function slowBodies(options?: Options<habit.SlowBodies>): habit.SlowBodies {
  return make("slow_bodies", options);
}

/** Connections break `during` the `body` (the default), or before the `answer`. `at` means the first try. */
export function resets(options?: Options<habit.Resets>): habit.Resets {
  return make("resets", options);
}

/** Events have properties that the spec does not list. `at` counts events, from 1. */
export function unknownFields(options?: Options<habit.UnknownFields>): habit.UnknownFields {
  return make("unknown_fields", options);
}

/** Events have one message more, of a type that the spec does not list. `at` counts events, from 1. */
export function unknownMessages(options?: Options<habit.UnknownMessages>): habit.UnknownMessages {
  return make("unknown_messages", options);
}

/** Behind events comes one more of their chat, of a type that the spec does not list. `at` counts events, from 1. */
export function unknownEvents(options?: Options<habit.UnknownEvents>): habit.UnknownEvents {
  return make("unknown_events", options);
}

/** Everything optional in events is there, and null. `at` counts events, from 1. */
export function nulls(options?: Options<habit.Nulls>): habit.Nulls {
  return make("nulls", options);
}

function make<T extends habit.Habit>(kind: T["kind"], options: object = {}): T {
  try {
    return completed({ ...options, kind }) as T;
  } catch (error) {
    if (!(error instanceof WrongValue)) throw error;
    throw new FormatError("wrong_value", kind, error.message, { path: error.path });
  }
}
