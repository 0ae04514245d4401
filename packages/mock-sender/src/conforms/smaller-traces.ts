import type { Change } from "../schedule/step.ts";
import type { Trace, TracedDelivery } from "../trace/trace.ts";
import { renderTrace } from "./render-trace.ts";

/**
 * Traces with less in them, those with the least first: fewer deliveries, fewer events, fewer faults. What a trace without
 * a scenario says cannot be written anew: only its deliveries and their faults are left out.
 */
export function* smallerTraces(trace: Trace): Generator<Trace> {
  for (const deliveries of fewerDeliveries(trace.deliveries)) yield { ...trace, deliveries };
  if (trace.scenario) {
    for (const deliveries of fewerEvents(trace.deliveries)) yield renderTrace({ ...trace, deliveries });
    for (const deliveries of simplerContents(trace.deliveries)) yield renderTrace({ ...trace, deliveries });
  }
  for (const deliveries of fewerFaults(trace.deliveries)) yield { ...trace, deliveries };
}

type Deliveries = readonly TracedDelivery[];

/** Without a half of them, without a quarter, at last without one. */
function* fewerDeliveries(all: Deliveries): Generator<Deliveries> {
  for (let size = Math.ceil(all.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < all.length; from += size) {
      const kept = all.flatMap((_, index) => (index < from || index >= from + size ? [index] : []));
      if (kept.length > 0) yield only(all, kept);
    }
  }
}

/** These, by their indexes, under way with those of each other. */
function only(all: Deliveries, kept: readonly number[]): Deliveries {
  return kept.map((index) => {
    const delivery = all[index] as TracedDelivery;
    const during = delivery.during.map((place) => kept.indexOf(place - 1) + 1).filter((place) => place > 0);
    return { ...delivery, during };
  });
}

/** Without an event in all of them; then in one of them. */
function* fewerEvents(all: Deliveries): Generator<Deliveries> {
  const events = [...new Set(all.flatMap(({ items }) => items.map(({ event }) => event)))];
  for (const event of events.length > 1 ? events : []) {
    const without = all.map((one) => ({ ...one, items: one.items.filter((item) => item.event !== event) }));
    const kept = without.flatMap(({ items }, index) => (items.length > 0 ? [index] : []));
    if (kept.length > 0) yield only(without, kept);
  }
  for (const [index, delivery] of all.entries()) {
    for (let at = 0; delivery.items.length > 1 && at < delivery.items.length; at++) {
      yield all.with(index, { ...delivery, items: delivery.items.toSpliced(at, 1) });
    }
  }
}

/** Without a change to an event, in all of them; without a spelling. */
function* simplerContents(all: Deliveries): Generator<Deliveries> {
  const changed = all.flatMap(({ items }) =>
    items.flatMap(({ event, changes = [] }) => changes.map((change) => ({ event, change }))),
  );
  for (const { event, change } of changed) {
    if (change !== "unknown_event") yield all.map((one) => withoutChange(one, event, change));
  }
  for (const [index, one] of all.entries()) {
    if (one.respelled) yield all.with(index, { ...one, respelled: false });
  }
}

function withoutChange(delivery: TracedDelivery, event: number, change: Change): TracedDelivery {
  const items = delivery.items.map(({ changes = [], ...item }) => {
    const kept = item.event === event ? changes.filter((one) => one !== change) : changes;
    return kept.length > 0 ? { ...item, changes: kept } : item;
  });
  return { ...delivery, items };
}

function* fewerFaults(all: Deliveries): Generator<Deliveries> {
  for (const [index, one] of all.entries()) {
    const { fault, ...rest } = one;
    if (fault) yield all.with(index, rest);
    if (one.during.length > 0) yield all.with(index, { ...one, during: [] });
    if (one.delayMs > 0) yield all.with(index, { ...one, delayMs: 0 });
  }
}
