import type { DeliveryAnswer } from "@proto-webhooks/mock-sender";
import { shownName } from "../deliveries/stdin.ts";
import { printable } from "../printable.ts";
import { style } from "../style.ts";
import type { Outgoing } from "./outgoing.ts";

/** More of an answer's body than this, in characters, is left out. */
const longest = 300;

/** An answer as lines for a person: its status and time, what it answers, and what a refusal says. */
export function showAnswer(
  { file, line, type }: Outgoing,
  { status, durationMs, body }: DeliveryAnswer,
): string {
  const mark = status === 200 ? style("green", `✓ ${status}`) : style("red", `✗ ${status}`);
  const what = type ?? `${shownName(file ?? "")} line ${line}`;
  const head = `${mark}  ${durationMs.toFixed(1)} ms  ${what}`;
  if (status === 200 || body === "") return head;
  return `${head}\n  ${printable(body.slice(0, longest))}`;
}
