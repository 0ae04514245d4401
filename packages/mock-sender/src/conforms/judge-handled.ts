import { eventOf } from "../schedule/body-of.ts";
import { isAccepted } from "../schedule/outcome.ts";
import type { Scenario } from "../schedule/scenario.ts";
import type { Change, Item } from "../schedule/step.ts";
import type { TracedDelivery } from "../trace/trace.ts";
import type { Call } from "./calls.ts";
import { covers } from "./covers.ts";
import type { Violation } from "./judge-answers.ts";

/** Those events of the scenario that the receiver answered 200 for. */
export function owedOf(deliveries: readonly TracedDelivery[]): number[] {
  const accepted = deliveries.filter(({ outcome }) => isAccepted(outcome));
  return [...new Set(accepted.flatMap(({ items }) => items.filter(isEventItself).map(({ event }) => event)))];
}

/**
 * What is wrong with what reached the handlers. By the promise that an event for which 200 was answered is handed to a
 * handler at least once, and in the order of its chat.
 */
export function judgeHandled(
  scenario: Scenario,
  deliveries: readonly TracedDelivery[],
  calls: readonly Call[],
): Violation[] {
  return [
    ...lostOnes(deliveries, calls),
    ...disordered(scenario, deliveries, calls),
    ...altered(scenario, deliveries, calls),
  ];
}

function lostOnes(deliveries: readonly TracedDelivery[], calls: readonly Call[]): Violation[] {
  const lost = owedOf(deliveries).filter((event) => !calls.some((call) => call.event === event));
  return lost.map((event): Violation => {
    const first = deliveries.findIndex((delivery) => holds(delivery, event));
    const accepted = deliveries.findIndex((one) => holds(one, event) && isAccepted(one.outcome));
    const seen = `event ${event} was answered with 200 in delivery ${accepted + 1}, and no handler was called with it`;
    return { rule: first < accepted ? "retry_unsafe" : "lost", seen };
  });
}

function disordered(
  scenario: Scenario,
  deliveries: readonly TracedDelivery[],
  calls: readonly Call[],
): Violation[] {
  const chatOf = (event: number) => {
    const given = scenario.events[event - 1];
    return typeof given === "object" ? given.chat.id : undefined;
  };
  const reached = [...new Set(calls.map(({ event }) => event))];
  return reached.flatMap((later) =>
    reached.flatMap((earlier): Violation[] => {
      if (earlier === later || chatOf(earlier) !== chatOf(later)) return [];
      if (!isOwedBefore(earlier, later, deliveries) || isDoneBefore(earlier, later, calls)) return [];
      const seen = `event ${later} was handled before event ${earlier} of the same chat, which was accepted before it`;
      return [{ rule: "out_of_order", seen }];
    }),
  );
}

/** Whether one must be handled before another: whenever the other arrived, the one was there. */
function isOwedBefore(earlier: number, later: number, deliveries: readonly TracedDelivery[]): boolean {
  const arrivals = [...deliveries.entries()].filter(
    ([, one]) => holds(one, later) && !(one.fault?.kind === "reset" && one.fault.during === "body"),
  );
  const isThere = ([place, { items, during }]: [number, TracedDelivery]) => {
    const events = items.filter(isEventItself).map(({ event }) => event);
    const isInFront = events.includes(earlier) && events.indexOf(earlier) < events.indexOf(later);
    return (
      isInFront ||
      deliveries.some(
        (one, index) =>
          index < place && !during.includes(index + 1) && holds(one, earlier) && isAccepted(one.outcome),
      )
    );
  };
  return arrivals.length > 0 && arrivals.every(isThere);
}

/** A failed call is made good by a later one, if the receiver makes one. */
function isDoneBefore(earlier: number, later: number, calls: readonly Call[]): boolean {
  const first = (event: number) => calls.find((call) => call.event === event);
  const good = calls.find((call) => call.event === earlier && call.failed === false);
  const done = (good ?? first(earlier))?.ended ?? Number.POSITIVE_INFINITY;
  return done < (first(later)?.begun ?? 0);
}

function altered(
  scenario: Scenario,
  deliveries: readonly TracedDelivery[],
  calls: readonly Call[],
): Violation[] {
  return calls.flatMap(({ event, value }): Violation[] => {
    const item = deliveries
      .flatMap(({ items }) => items)
      .find((one) => one.event === event && isEventItself(one));
    if (!item) return [];
    // What is unknown may be left out.
    const changes = item.changes?.filter((change) => !unknown.includes(change)) ?? [];
    const sent = eventOf({ event, changes }, scenario);
    if (covers(sent, value)) return [];
    return [
      { rule: "altered", seen: `event ${event} reached the handler without something it was sent with` },
    ];
  });
}

const unknown: readonly Change[] = ["unknown_fields", "unknown_message"];

function holds({ items }: TracedDelivery, event: number): boolean {
  return items.some((item) => item.event === event && isEventItself(item));
}

/** Not one that a habit put behind it: of a type that nobody has a handler for. */
function isEventItself({ changes }: Item): boolean {
  return !changes?.includes("unknown_event");
}
