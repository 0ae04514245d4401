import { maxLeaseMs } from "./inbox.ts";
import { checkLimit } from "./limits.ts";

/**
 * How long a failed event waits for its next attempt: any time from 0 to `min(maxMs, baseMs · 2^(attempt - 1))`, drawn
 * anew each time ("full jitter"), so that what failed together does not come back together.
 */
export interface Backoff {
  /** The longest wait after the first attempt, in milliseconds. 0: try again at once. Default: 1,000. */
  readonly baseMs: number;
  /** The longest wait after any attempt, in milliseconds, at most a day. Default: 3,600,000, an hour. */
  readonly maxMs: number;
}

/** The defaults, each with its reason. */
export const defaultBackoff: Backoff = Object.freeze({
  // What is over in a moment (a restart, a lost connection) delays a chat for a moment only.
  baseMs: 1_000,
  // A chat waits while its first event does: however long an outage was, it goes on within an hour of its end.
  maxMs: 3_600_000,
});

/** Fills in the defaults. Throws a `TypeError` when a value is unusable. */
export function resolveBackoff(backoff: unknown): Backoff {
  if (backoff === undefined) return defaultBackoff;
  if (typeof backoff !== "object" || backoff === null) {
    throw new TypeError("createReceiver: `backoff` must be an object with `baseMs` or `maxMs`.");
  }
  for (const name of Object.keys(backoff)) {
    if (name in defaultBackoff) continue;
    throw new TypeError(`createReceiver: \`backoff\` has no \`${name}\`; it has \`baseMs\` and \`maxMs\`.`);
  }
  const { baseMs: base, maxMs = defaultBackoff.maxMs } = backoff as Partial<Backoff>;
  checkLimit("createReceiver", "backoff.maxMs", maxMs, 0, maxLeaseMs);
  const baseMs = base ?? Math.min(defaultBackoff.baseMs, maxMs);
  checkLimit("createReceiver", "backoff.baseMs", baseMs, 0, maxMs);
  return { baseMs, maxMs };
}

/** The longest wait after this attempt, in milliseconds. */
export function longestDelayMs(attempt: number, { baseMs, maxMs }: Backoff): number {
  return Math.min(maxMs, baseMs * 2 ** (attempt - 1));
}

/** The wait after this attempt, in whole milliseconds. `random` gives a number from 0 to 1. */
export function drawDelayMs(attempt: number, backoff: Backoff, random: () => number): number {
  return Math.floor(random() * longestDelayMs(attempt, backoff));
}
