import type { KnownEvent } from "@proto-webhooks/types";
import { validateEvent } from "@proto-webhooks/validators/strict";
import { type Check, objectOf, WrongValue } from "../check.ts";
import { FormatError } from "../format-error.ts";
import { habitsOf } from "../senders/check-sender.ts";
import type { Habit, Sender } from "../senders/habit.ts";

/** An event that fits the spec; or any text, which is sent in its place as it is. */
export type ScenarioEvent = KnownEvent | string;

/** What is sent, by whom, and how chance falls. A plain value: it can be kept as JSON, and gives the same bytes anywhere. */
export interface Scenario {
  /** A whole number. */
  readonly seed: number;
  readonly sender: readonly Habit[];
  /** Event 1 is the first. */
  readonly events: readonly ScenarioEvent[];
}

/** What `scenario` takes. */
export interface ScenarioOptions {
  /** The events, in the order in which they happen. */
  readonly events: readonly ScenarioEvent[];
  /** How the sender behaves. Default `[]`: each event once, in order. */
  readonly sender?: Sender;
  /** A whole number. The same seed gives the same bytes, times and faults. Default 1. */
  readonly seed?: number;
}

/**
 * Puts a scenario together.
 *
 * @throws {FormatError} with the path of what is wrong: an option of a habit, an event that does not fit the spec, a seed
 *   that is no whole number.
 */
export function scenario(options: ScenarioOptions): Scenario {
  try {
    return checkedScenario(options);
  } catch (error) {
    if (!(error instanceof WrongValue)) throw error;
    throw new FormatError("wrong_value", "scenario", error.message, { path: error.path });
  }
}

/** @throws {WrongValue} */
export function checkedScenario(value: unknown, path = ""): Scenario {
  objectOf({ seed: checkSeed, sender: any, events: checkEvents }, "events")(value, path);
  const { seed = 1, sender = [], events } = value as ScenarioOptions;
  return { seed, sender: habitsOf(sender, `${path}/sender`), events };
}

/** @throws {WrongValue} */
export const checkSeed: Check = (seed, path) => {
  if (!Number.isSafeInteger(seed)) throw new WrongValue(path, "a seed is a whole number, such as 7.");
};

const any: Check = () => {};

const checkEvents: Check = (events, path) => {
  if (!Array.isArray(events)) throw new WrongValue(path, "expected an array of events.");
  for (const [index, event] of events.entries()) {
    if (typeof event === "string") continue;
    const result = validateEvent(event);
    if (result.ok) continue;
    const [issue] = result.issues;
    throw new WrongValue(
      `${path}/${index}${issue?.pointer ?? ""}`,
      `expected ${issue?.expected}, found ${issue?.found}. To send it all the same, give the event as a text of JSON.`,
    );
  }
};
