import { maxLeaseMs } from "./inbox.ts";

/** Every limit, in the unit that its name ends with. */
export interface Limits {
  /** The largest body, counted on the bytes that arrive. More is answered 413. Default: 1 MiB (1,048,576). */
  readonly maxBodyBytes: number;
  /** The longest time in which a body must arrive, in milliseconds. Longer is answered 408. Default: 10,000. */
  readonly bodyTimeoutMs: number;
  /** The deepest nesting of arrays and objects; `{}` has depth 1. Deeper is answered 400. Default: 64. */
  readonly maxDepth: number;
  /** The most events in one delivery. More is answered 413. Default: 10,000. */
  readonly maxEvents: number;
  /** The most requests that are read, checked and stored at once. More are answered 503. Default: 512. */
  readonly maxInFlight: number;
  /** What `Retry-After` says with a 503, in seconds. Default: 5. */
  readonly retryAfterSeconds: number;
  /** How many events are handled at once, each of another chat unless `ordering` is `none`. Default: 32. */
  readonly concurrency: number;
  /** The most attempts at one event, those that ended with their process included; then it is dead. Default: 16. */
  readonly attempts: number;
  /**
   * The longest time of one attempt, in milliseconds. Then its signal aborts, and it has failed, even if the handler
   * goes on. Default: 60,000.
   */
  readonly attemptTimeoutMs: number;
  /**
   * How long an event is ours after a claim, in milliseconds, from 100 to a day. A third of it is the time between two
   * extensions; all of it is the time until another process takes over from one that died. Default: 30,000.
   */
  readonly leaseMs: number;
}

/** Some of the limits; undefined stands for the default, as for all options, so that a setting can be handed on as it is. */
export type SomeLimits = { readonly [Name in keyof Limits]?: Limits[Name] | undefined };

/** The defaults, each with its reason. */
export const defaultLimits: Limits = Object.freeze({
  // The largest message that Proto documents, ten cards with three buttons, is some 10 kB; a batch of a hundred
  // of them still fits.
  maxBodyBytes: 1_048_576,
  // Enough for 1 MiB over a slow line, and too short to be worth holding connections open.
  bodyTimeoutMs: 10_000,
  // A delivery with a carousel has depth 10. Room for what Proto may add, far below what strains a stack.
  maxDepth: 64,
  // An event with one text takes some 250 bytes, so that 1 MiB holds some 4,000 of them. Without this limit it could
  // also be `{},{},…`: 350,000 events in quarantine, and seconds of validation.
  maxEvents: 10_000,
  // Each holds at most maxBodyBytes while it is read: half a GiB in the worst case.
  maxInFlight: 512,
  // Long enough for a restart, short enough that nobody notices.
  retryAfterSeconds: 5,
  // Handlers mostly wait for others. With SQLite and a handler that does nothing, 32 handled 22,000 events a second and 16
  // handled 9,400: what ends together shares a commit.
  concurrency: 32,
  // With the default backoff, the last one comes after two hours on average: longer than most outages of what a
  // handler needs, and the same day.
  attempts: 16,
  // Longer than one call of another service with its own time-out of 30 s, and than a slow answer of a language model.
  attemptTimeoutMs: 60_000,
  // After a crash the work goes on within 30 s. A third of it, 10 s, is longer than a process usually pauses.
  leaseMs: 30_000,
});

/** The largest delay that `setTimeout` takes, which turns a larger one into 1 ms. For counts it is beyond reach. */
const mostMs = 2 ** 31 - 1;

/** Fills in the defaults. Throws a `TypeError` that names the limit when one is unusable. */
export function resolveLimits(limits: SomeLimits): Limits {
  const resolved: Record<keyof Limits, number> = { ...defaultLimits };
  for (const name of Object.keys(resolved) as (keyof Limits)[]) {
    const value = limits[name];
    if (value === undefined) continue;
    // A shorter lease is lost to any pause of the process.
    const [least, most] = name === "leaseMs" ? [100, maxLeaseMs] : [1, mostMs];
    resolved[name] = checkLimit("createReceiver", name, value, least, most);
  }
  return resolved;
}

/** Throws unless the value is a whole number within the range. */
export function checkLimit(
  where: string,
  name: string,
  value: unknown,
  least: number,
  most: number = mostMs,
): number {
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most)
    return value as number;
  // A number is no secret; anything else is named by its kind.
  const found = typeof value === "number" ? String(value) : typeof value;
  throw new TypeError(
    `${where}: \`${name}\` must be a whole number from ${least} to ${most}; it is ${found}.`,
  );
}
