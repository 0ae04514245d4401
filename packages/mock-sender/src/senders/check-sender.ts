import { type Check, isObject, objectOf, oneOf, WrongValue } from "../check.ts";
import type { Habit, Sender } from "./habit.ts";
import { habitTable } from "./habit-table.ts";

/**
 * The habits of a sender in one list, each with all of its options.
 *
 * @param path where the sender is in what was read.
 * @throws {WrongValue}
 */
export function habitsOf(sender: unknown, path = ""): Habit[] {
  const habits = flat(sender, path);
  const known = new Set<string>();
  for (const [{ kind }, at] of habits) {
    if (habitTable[kind].once && known.has(kind)) {
      throw new WrongValue(at, `a sender has ${kind} once; leave one of them out.`);
    }
    known.add(kind);
  }
  return habits.map(([habit]) => habit);
}

function flat(sender: unknown, path: string): [Habit, string][] {
  if (!Array.isArray(sender)) return [[completed(sender, path), path]];
  return (sender as Sender).flatMap((part, index) => flat(part, `${path}/${index}`));
}

/** A habit with the defaults of what it does not say. */
export function completed(habit: unknown, path = ""): Habit {
  checkHabit(habit, path);
  const { kind, ...options } = habit as Habit;
  const { defaults } = habitTable[kind];
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const whole = { kind, ...defaults, ...given } as Record<string, unknown>;
  // Nothing said: always.
  if ("at" in habitTable[kind].options && !("at" in whole)) whole.probability ??= 1;
  if (kind === "batches" && Number(whole.min) > Number(whole.max)) {
    throw new WrongValue(`${path}/min`, "is more than max.");
  }
  return whole as unknown as Habit;
}

const checkKind: Check = oneOf(...Object.keys(habitTable));

function checkHabit(habit: unknown, path: string): void {
  if (!isObject(habit)) throw new WrongValue(path, 'expected a habit, such as { "kind": "duplicates" }.');
  checkKind(habit.kind, `${path}/kind`);
  const { options, required = [] } = habitTable[habit.kind as Habit["kind"]];
  objectOf({ kind: checkKind, ...options }, ...required)(habit, path);
  if (habit.at !== undefined && habit.probability !== undefined) {
    throw new WrongValue(path, "has probability and at; give one of them.");
  }
}
