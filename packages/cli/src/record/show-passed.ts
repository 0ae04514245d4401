import { style } from "../style.ts";
import type { PassedDelivery } from "./start-proxy.ts";
import { reasons, showOutcome } from "./tally.ts";
import type { Unwritten } from "./to-line.ts";

/** A delivery that was forwarded, and recorded unless that could not be. */
export interface Passed extends PassedDelivery {
  /** Which delivery of the recording it is, from 1. */
  number: number | null;
  unwritten: Unwritten | undefined;
}

/** A delivery as a line for a person: what was answered, how fast, and which one of the recording it is. */
export function showPassed({ outcome, durationMs, body, number, unwritten }: Passed): string {
  const isOk = "status" in outcome && outcome.status === 200;
  const mark = style(isOk ? "green" : "red", `${isOk ? "✓" : "✗"} ${showOutcome(outcome)}`);
  const where = unwritten ? style("yellow", `not recorded, ${reasons[unwritten]}`) : `delivery ${number}`;
  return `${mark}  ${durationMs.toFixed(1)} ms  ${body.length} bytes  ${where}`;
}

/** The same for a program: numbers and codes, nothing of what the delivery says. */
export function passedLine({ outcome, durationMs, body, number, unwritten }: Passed): object {
  return {
    delivery: number,
    status: "status" in outcome ? outcome.status : null,
    error: "error" in outcome ? outcome.error : null,
    durationMs: Math.round(durationMs * 10) / 10,
    bytes: body.length,
    unwritten: unwritten ?? null,
  };
}
