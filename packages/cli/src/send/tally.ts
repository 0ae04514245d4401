// Node's own histogram: constant memory, and as exact as three digits are.
import { createHistogram } from "node:perf_hooks";
import type { Sent } from "./sent.ts";

/** What came of many deliveries. Times are in milliseconds. */
export interface Summary {
  sent: number;
  /** From the first delivery to the last answer. */
  seconds: number;
  perSecond: number;
  /** How many answers there were of each status; and how many got none, by why. */
  answers: Record<string, number>;
  /** From a request to the end of its answer; null when there was none. */
  latencyMs: Record<"p50" | "p90" | "p95" | "p99" | "max", number> | null;
}

/** Counts what was sent. */
export interface Tally {
  count(sent: Sent): void;
  /** How many there were. */
  readonly sent: number;
  /** How many were answered, and not with 200. */
  readonly refused: number;
  /** How many got no answer, though their sender waited for one. */
  readonly unanswered: number;
  summary(): Summary;
}

/** Begins to count, and to measure time. */
export function createTally(): Tally {
  let begun: number | undefined;
  let last = 0;
  let sent = 0;
  // In microseconds, as it counts in whole numbers.
  const latencies = createHistogram();
  const answers = new Map<string, number>();
  const countOf = (answer: string): number => answers.get(answer) ?? 0;
  return {
    count({ outcome, durationMs }) {
      const answer = "status" in outcome ? String(outcome.status) : outcome.error;
      answers.set(answer, countOf(answer) + 1);
      if ("status" in outcome) latencies.record(Math.max(1, Math.round(durationMs * 1_000)));
      last = performance.now();
      begun ??= last - durationMs;
      sent++;
    },
    get sent() {
      return sent;
    },
    get refused() {
      return latencies.count - countOf("200");
    },
    get unanswered() {
      // What its sender broke off was to have none.
      return sent - latencies.count - countOf("broken_off");
    },
    summary() {
      const seconds = (last - (begun ?? last)) / 1_000;
      const ms = (microseconds: number): number => rounded(microseconds / 1_000);
      const [p50, p90, p95, p99] = [50, 90, 95, 99].map((percent) => ms(latencies.percentile(percent)));
      return {
        sent,
        seconds: rounded(seconds),
        perSecond: seconds > 0 ? rounded(sent / seconds) : 0,
        answers: Object.fromEntries(answers),
        latencyMs:
          latencies.count === 0
            ? null
            : ({ p50, p90, p95, p99, max: ms(latencies.max) } as Summary["latencyMs"]),
      };
    },
  };
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
