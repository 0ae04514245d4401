import { plural } from "../plural.ts";
import { printable } from "../printable.ts";
import { style } from "../style.ts";
import type { DescribedEvent } from "./describe-event.ts";
import { showDuration } from "./duration.ts";
import { showJson } from "./show-json.ts";
import { showState } from "./show-state.ts";

/** More places than this of one event are counted only. */
const mostPlaces = 3;

/** An event as a line for a person, and a second one with what it says when that is revealed. */
export function showLine(event: DescribedEvent): string {
  const { id, time, state, chat, attempts, lastError, suspectedDuplicateOf, json } = event;
  const facts = [
    style("bold", printable(id)),
    style("dim", time),
    showState(state),
    showType(event),
    chat === null ? "no chat" : `chat ${printable(chat)}`,
    attempts > 0 && plural(attempts, "attempt"),
    lastError !== null && printable(lastError),
    showWait(event),
    places(event),
    suspectedDuplicateOf !== null && `says the same as ${printable(suspectedDuplicateOf)}`,
  ];
  const line = facts.filter((fact) => fact !== false && fact !== undefined).join("  ");
  return json === undefined ? line : `${line}\n    ${showJson(json)}`;
}

/** The type of an event, if the spec lists it. */
export function showType({ type }: DescribedEvent): string {
  return type ?? style("yellow", "unrecognized");
}

/** What a pending event waits for, of itself. */
export function showWait({ waits }: DescribedEvent): string | undefined {
  if (waits === null) return undefined;
  return waits.for === "lease" ? "being handled" : `next attempt in ${showDuration(waits.ms)}`;
}

function places({ issues }: DescribedEvent): string | undefined {
  if (issues.length === 0) return undefined;
  const first = issues.slice(0, mostPlaces).map(({ pointer }) => printable(pointer));
  const more = issues.length - first.length;
  return `wrong at ${first.join(", ")}${more > 0 ? ` and ${plural(more, "other place")}` : ""}`;
}
