import type { InvalidRow, Tables } from "./rows.ts";
import { acceptedVector, type Issue, type Vector } from "./vector.ts";

/** Of so many rows one comes into a batch: enough to see that no event has a say in the verdict of another. */
const oneOf = 4;
/** How many bad events a batch has. */
const size = 6;

/**
 * Bad events of several cases in one delivery, between good ones and one that is unrecognized: each keeps its verdict, and
 * its issues are found at its new place.
 */
export function batches({ examples, invalid }: Tables): Vector[] {
  const bad = invalid.filter(isOneBadEvent).filter((_, index) => index % oneOf === 0);
  const good = firstEvent(examples.text);
  const unlisted = { ...Object(good), type: "some_future_event" };
  const starts = Array.from({ length: Math.ceil(bad.length / size) }, (_, index) => index * size);
  return starts.map((start, index) => {
    const rows = bad.slice(start, start + size);
    return acceptedVector({
      name: `batch: ${index + 1}`,
      why: `Each event is judged alone. Bad are those of: ${rows.map(({ name }) => name).join(", ")}.`,
      body: { text: JSON.stringify({ events: [good, ...rows.map(eventOf), unlisted, good] }) },
      events: [good, ...rows.map(eventOf), unlisted, good],
      kinds: ["valid", ...rows.map(() => "invalid" as const), "unrecognized", "valid"],
      issues: rows.map(({ issue }, at) => moved(issue, at + 1)),
    });
  });
}

function isOneBadEvent({ mode, issue, payload }: InvalidRow): boolean {
  return mode !== "strict" && /^\/events\/0(\/|$)/.test(issue.pointer) && Object(payload).events.length === 1;
}

function eventOf({ payload }: InvalidRow): unknown {
  return firstEvent(payload);
}

function firstEvent(payload: unknown): unknown {
  return Object(payload).events?.[0];
}

function moved({ pointer, kind }: Issue, index: number): Issue {
  return { pointer: pointer.replace(/^\/events\/0/, `/events/${index}`), kind };
}
