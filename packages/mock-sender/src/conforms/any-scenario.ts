import { messageTypes } from "@proto-webhooks/validators";
import fc from "fast-check";
import { type Scenario, scenario } from "../schedule/scenario.ts";
import type { Habit } from "../senders/habit.ts";
import * as habits from "../senders/habits.ts";
import { testEvent } from "./test-events.ts";

/** What scenarios `anyScenario` gives. */
export interface AnyScenarioOptions {
  /** The most events. Default 12. */
  readonly maxEvents?: number;
}

/**
 * Scenarios for fast-check: any seed, any habits, any events of three chats. Shrinking leaves out events and habits. No
 * habit waits for longer than some milliseconds.
 */
export function anyScenario({ maxEvents = 12 }: AnyScenarioOptions = {}): fc.Arbitrary<Scenario> {
  const types = fc.array(fc.constantFrom(...messageTypes), { maxLength: 3 });
  const event = fc.record({ chat: fc.integer({ min: 1, max: 3 }), types });
  const parts = { seed: fc.nat(), sender: anySender, events: fc.array(event, { maxLength: maxEvents }) };
  return fc.record(parts).map(({ seed, sender, events }) => {
    const built = events.map(({ chat, types }, index) => testEvent("any", index + 1, chat, types));
    return scenario({ seed, sender, events: built });
  });
}

const places = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 });
const when = fc.oneof(
  places.map((at) => ({ at })),
  fc.constantFrom(0.1, 0.3, 0.6, 1).map((probability) => ({ probability })),
);
const few = fc.integer({ min: 1, max: 4 });

/** Each kind at most once. */
const anySender: fc.Arbitrary<Habit[]> = fc.uniqueArray(
  fc.oneof<fc.Arbitrary<Habit>[]>(
    few.map((max) => habits.batches({ max })),
    few.map((max) => habits.parallel({ max })),
    fc
      .record({ times: few, regroup: fc.boolean(), meanwhile: fc.constantFrom("wait", "go_on") })
      .map((options) => habits.retries({ ...options, backoffMs: 1 })),
    when.map(habits.respelled),
    fc.tuple(when, fc.nat({ max: 3 })).map(([at, apart]) => habits.duplicates({ ...at, apart })),
    fc.tuple(when, few).map(([at, by]) => habits.reordered({ ...at, by })),
    when.map(habits.lostAnswers),
    fc.tuple(when, few).map(([at, chunks]) => habits.slowBodies({ ...at, chunks, pauseMs: 1 })),
    fc.tuple(when, fc.constantFrom("body", "answer")).map(([at, during]) => habits.resets({ ...at, during })),
    when.map(habits.unknownFields),
    when.map(habits.unknownMessages),
    when.map(habits.unknownEvents),
    when.map(habits.nulls),
  ),
  { selector: ({ kind }) => kind, maxLength: 6 },
);
