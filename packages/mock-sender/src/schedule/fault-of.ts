import type { Habit } from "../senders/habit.ts";
import { isHit } from "../senders/is-hit.ts";
import { type Draws, drawsOf } from "./draws.ts";
import type { WireFault } from "./step.ts";

/** Of several that are drawn for one try, the first of these happens. */
const order = ["resets", "lost_answers", "slow_bodies"] as const;

/** @param number that of the delivery, 0 when `at` does not count it. */
export function faultOf(
  name: string,
  number: number,
  body: string,
  seed: number,
  sender: readonly Habit[],
): WireFault | undefined {
  for (const kind of order) {
    for (const [index, habit] of sender.filter((one) => one.kind === kind).entries()) {
      const draws = drawsOf(seed, kind, name, index);
      if ("probability" in habit || "at" in habit) {
        if (isHit(habit, number, draws)) return faultBy(habit, body, draws);
      }
    }
  }
  return undefined;
}

function faultBy(habit: Habit, body: string, draws: Draws): WireFault | undefined {
  switch (habit.kind) {
    case "resets": {
      if (habit.during === "answer") return { kind: "reset", during: "answer" };
      const bytes = new TextEncoder().encode(body).length;
      return { kind: "reset", during: "body", afterBytes: draws.int(1, bytes - 1) };
    }
    case "lost_answers":
      return { kind: "lost_answer" };
    case "slow_bodies":
      return { kind: "slow_body", chunks: habit.chunks, pauseMs: habit.pauseMs };
    default:
      return undefined;
  }
}
