import type { Habit } from "../senders/habit.ts";
import { isHit } from "../senders/is-hit.ts";
import { bodyOf, type Source, type Spelled } from "./body-of.ts";
import { drawsOf } from "./draws.ts";
import { faultOf } from "./fault-of.ts";
import type { Scenario } from "./scenario.ts";
import type { Change, Item, Step } from "./step.ts";

/**
 * All that a sender does as long as every delivery is answered with 200: a function of the scenario alone. What it does
 * otherwise is decided by `retriesOf`.
 */
export function schedule({ seed, sender, events }: Scenario): Step[] {
  return plan({ seed, events }, sender);
}

/**
 * As `schedule`, for events that come while others were sent before.
 *
 * @param firstDelivery the number of the first delivery.
 */
export function plan(source: Source, sender: readonly Habit[], firstDelivery = 1): Step[] {
  const batches = batched(source, sender).map((items, index) => ({
    number: firstDelivery + index,
    name: String(firstDelivery + index),
    items,
  }));
  const ordered = reordered(duplicated(batches, source, sender), source, sender);
  return ordered.map(({ name, items, number }) =>
    stepOf(
      { name, try: 1, items, delayMs: 0 },
      { source, sender, number: name === String(number) ? number : 0 },
    ),
  );
}

interface Batch {
  readonly number: number;
  readonly name: string;
  readonly items: readonly Item[];
}

/** A step with all that is drawn for it. `number` is 0 for one that `at` does not count: duplicates and later tries. */
export function stepOf(
  bare: Omit<Step, "body" | "respelled" | "fault">,
  { source, sender, number }: { source: Source; sender: readonly Habit[]; number: number },
): Step {
  const respelled = sender.some(
    (habit) =>
      habit.kind === "respelled" && isHit(habit, number, drawsOf(source.seed, habit.kind, bare.name)),
  );
  const spelled: Spelled = { ...bare, respelled };
  const body = bodyOf(spelled, source);
  const fault = faultOf(bare.name, number, body, source.seed, sender);
  return { ...bare, respelled, body, ...(fault && { fault }) };
}

/** The events as they are sent, in deliveries of drawn sizes. */
function batched(source: Source, sender: readonly Habit[]): Item[][] {
  const items = itemsOf(source, sender);
  const { min, max } = sender.find((habit) => habit.kind === "batches") ?? { min: 1, max: 1 };
  const batches: Item[][] = [];
  for (let from = 0; from < items.length; ) {
    const to = from + drawsOf(source.seed, "batches", items[from]?.event ?? 0, from).int(min, max);
    batches.push(items.slice(from, to));
    from = to;
  }
  return batches;
}

/** In the order in which they are done to an event: what is added last has no nulls. */
const contentHabits = [
  ["nulls", "nulls"],
  ["unknown_messages", "unknown_message"],
  ["unknown_fields", "unknown_fields"],
] as const satisfies [Habit["kind"], Change][];

function itemsOf({ seed, events, first = 1 }: Source, sender: readonly Habit[]): Item[] {
  const hits = (kind: (typeof contentHabits)[number][0] | "unknown_events", event: number) =>
    sender.some((habit) => habit.kind === kind && isHit(habit, event, drawsOf(seed, "whether", kind, event)));
  return events.flatMap((given, index): Item[] => {
    const event = first + index;
    if (typeof given === "string") return [{ event }];
    const changes = contentHabits.filter(([kind]) => hits(kind, event)).map(([, change]) => change);
    const item = changes.length > 0 ? { event, changes } : { event };
    return hits("unknown_events", event) ? [item, { event, changes: ["unknown_event"] }] : [item];
  });
}

function duplicated(batches: readonly Batch[], { seed }: Source, sender: readonly Habit[]): Batch[] {
  const copies = batches.flatMap((batch, index) => {
    const habit = sender.find(
      (one) => one.kind === "duplicates" && isHit(one, batch.number, drawsOf(seed, one.kind, batch.number)),
    );
    if (habit?.kind !== "duplicates") return [];
    // Behind the last of those that come between.
    return [{ batch: { ...batch, name: `${batch.name}d` }, place: index + habit.apart + 0.5 }];
  });
  return inPlaces([...batches.map((batch, place) => ({ batch, place })), ...copies]);
}

function reordered(batches: readonly Batch[], { seed }: Source, sender: readonly Habit[]): Batch[] {
  return inPlaces(
    batches.map((batch, index) => {
      const number = batch.name === String(batch.number) ? batch.number : 0;
      for (const habit of sender) {
        if (habit.kind !== "reordered") continue;
        const draws = drawsOf(seed, habit.kind, batch.name);
        if (isHit(habit, number, draws)) return { batch, place: index + draws.int(1, habit.by) + 0.5 };
      }
      return { batch, place: index };
    }),
  );
}

function inPlaces(placed: readonly { batch: Batch; place: number }[]): Batch[] {
  return placed.toSorted((a, b) => a.place - b.place).map(({ batch }) => batch);
}
