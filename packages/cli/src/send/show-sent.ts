import { shownName } from "../deliveries/stdin.ts";
import { printable } from "../printable.ts";
import { style } from "../style.ts";
import type { Sent } from "./sent.ts";

/** More of an answer's body than this, in characters, is left out. */
const longest = 300;

/** What became of a delivery as lines for a person: its status and time, what it was, and what a refusal says. */
export function showSent(sent: Sent): string {
  const { outcome, durationMs } = sent;
  const head = `${markOf(sent)}  ${durationMs.toFixed(1)} ms  ${whatOf(sent)}`;
  if (!("status" in outcome) || outcome.status === 200 || !outcome.body) return head;
  return `${head}\n  ${printable(outcome.body.slice(0, longest))}`;
}

function markOf({ outcome }: Sent): string {
  if ("error" in outcome) {
    return outcome.error === "broken_off"
      ? style("yellow", "- broken_off")
      : style("red", `✗ ${outcome.error}`);
  }
  const status = outcome.lost ? `${outcome.status} (lost)` : String(outcome.status);
  return outcome.status === 200 ? style("green", `✓ ${status}`) : style("red", `✗ ${status}`);
}

function whatOf({ file, line, type, name }: Sent): string {
  if (type !== null) return type;
  return `${shownName(file ?? "")} ${line === null ? `delivery ${printable(name ?? "")}` : `line ${line}`}`;
}

/** The same, as a line of JSON says it. */
export function sentAsJson({ file, line, type, name, outcome, durationMs }: Sent): object {
  const status = "status" in outcome ? outcome.status : null;
  const ms = Math.round(durationMs * 10) / 10;
  if (name === null) return { file, line, type, status, durationMs: ms };
  const error = "error" in outcome ? outcome.error : null;
  const lost = "lost" in outcome;
  return { file, line, type, delivery: name, status, error, lost, durationMs: ms };
}
