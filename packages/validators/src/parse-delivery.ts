import type { KnownEvent, UnrecognizedEvent } from "@proto-webhooks/types";
import { explain } from "./explain.ts";
import { findErrors } from "./find-errors.ts";
import * as check from "./gen/tolerant.js";
import * as rule from "./gen/tolerant-rules.ts";
import { eventTypes } from "./gen/tuples.ts";
import { type Issue, issueWithin } from "./issue.ts";

/** An event that fits the spec. Messages and buttons in it may still be unrecognized. */
export interface ValidEvent {
  status: "valid";
  /** Where it stands in `events`, from 0. */
  index: number;
  event: KnownEvent;
}

/** An event whose type the spec does not list, with the properties that all events have. */
export interface UnlistedEvent {
  status: "unrecognized";
  /** Where it stands in `events`, from 0. */
  index: number;
  event: UnrecognizedEvent;
}

/** An event that does not fit the spec. */
export interface InvalidEvent {
  status: "invalid";
  /** Where it stands in `events`, from 0. */
  index: number;
  value: unknown;
  /**
   * What is wrong, at least one; the paths begin at the delivery. After a thousand issues in one delivery, each further
   * event has only its first.
   */
  issues: Issue[];
}

/** One event of a delivery, judged. */
export type ParsedEvent = ValidEvent | UnlistedEvent | InvalidEvent;

/** A delivery whose events were judged one by one. */
export interface ParsedEvents {
  ok: true;
  /** All events, in the order in which they were delivered. */
  events: ParsedEvent[];
  /** Those of `events` that fit the spec. */
  valid: ValidEvent[];
  /** Those of `events` whose type the spec does not list. */
  unrecognized: UnlistedEvent[];
  /** Those of `events` that do not fit the spec. */
  invalid: InvalidEvent[];
}

/** A delivery whose events are judged one by one, or the issues of a broken envelope. */
export type ParsedDelivery = ParsedEvents | { ok: false; issues: Issue[] };

/**
 * Parses the body of a webhook request, as a receiver does: one bad event does not spoil the others, and only a broken
 * envelope (no object with an array `events`) fails the whole.
 *
 * @param value the body after `JSON.parse`. It is neither changed nor copied.
 */
export function parseDelivery(value: unknown): ParsedDelivery {
  if (!check.isDeliveryEnvelope(value)) {
    return { ok: false, issues: explain(findErrors(rule.DeliveryEnvelope, value), value) };
  }
  const given = (value as { events: unknown[] }).events;
  const parsed: ParsedEvents = { ok: true, events: [], valid: [], unrecognized: [], invalid: [] };
  const { events, valid, unrecognized, invalid } = parsed;
  let left = mostIssues;
  for (let index = 0; index < given.length; index++) {
    const judged = parseEvent(given[index], index, left);
    events.push(judged);
    if (judged.status === "valid") valid.push(judged);
    else if (judged.status === "unrecognized") unrecognized.push(judged);
    else {
      invalid.push(judged);
      left -= judged.issues.length;
    }
  }
  return parsed;
}

/**
 * How many issues of one delivery are written out, beyond one for each invalid event: more than anyone reads. Without
 * it a hostile body of a megabyte, full of events full of mistakes, costs 300 MB and seconds.
 */
const mostIssues = 1_000;

const listed: ReadonlySet<string> = new Set(eventTypes);

function parseEvent(value: unknown, index: number, most: number): ParsedEvent {
  if (!check.isEvent(value)) {
    const issues = explain(findErrors(rule.Event, value), value, { most: Math.max(1, most) });
    return {
      status: "invalid",
      index,
      value,
      issues: issues.map((issue) => issueWithin(["events", index], issue)),
    };
  }
  const event = value as KnownEvent | UnrecognizedEvent;
  return listed.has(event.type)
    ? { status: "valid", index, event: event as KnownEvent }
    : { status: "unrecognized", index, event: event as UnrecognizedEvent };
}
