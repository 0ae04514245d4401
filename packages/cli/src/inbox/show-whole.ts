import { printable } from "../printable.ts";
import { style } from "../style.ts";
import type { DescribedEvent } from "./describe-event.ts";
import { showDuration } from "./duration.ts";
import { showJson } from "./show-json.ts";
import { showType, showWait } from "./show-line.ts";
import { showState } from "./show-state.ts";

/** All that is known of an event, as lines for a person. */
export function showWhole(event: DescribedEvent): string {
  const { id, state, issues, json } = event;
  return [
    `${style("bold", printable(id))}  ${showState(state)}`,
    ...facts(event).map(([name, fact]) => `  ${name.padEnd(12)}${fact}`),
    ...(issues.length > 0 ? ["  wrong"] : []),
    ...issues.map(({ message }) => `    ${printable(message)}`),
    ...(json === undefined ? [] : ["  event", showJson(json, 2).replace(/^/gm, "    ")]),
  ].join("\n");
}

function facts(event: DescribedEvent): [name: string, fact: string][] {
  const { chat, sequence, attempts, lastError, suspectedDuplicateOf, traceparent } = event;
  const { json, fingerprint, bytes, time, settled } = event;
  const possible: [string, string | undefined][] = [
    ["type", showType(event)],
    ["chat", chat === null ? "none that could be read" : `${printable(chat)}, event ${sequence} of it`],
    ["committed", showTime(time)],
    ["attempts", `${attempts}${lastError === null ? "" : `, the last ended with ${printable(lastError)}`}`],
    ["waits", showWait(event)],
    ["settled", settled === null ? undefined : showTime(settled)],
    ["repeats", suspectedDuplicateOf === null ? undefined : `${printable(suspectedDuplicateOf)}, it seems`],
    ["fingerprint", fingerprint == null ? undefined : printable(fingerprint)],
    ["trace", traceparent === null ? undefined : printable(traceparent)],
    ["size", `${bytes} bytes${json === undefined ? "; --reveal shows what the event says" : ""}`],
  ];
  return possible.filter((entry): entry is [string, string] => entry[1] !== undefined);
}

function showTime(time: string): string {
  return `${time}, ${showDuration(Math.max(0, Date.now() - Date.parse(time)))} ago`;
}
