import type { Authenticator } from "./authenticator.ts";
import type { Inbox } from "./inbox.ts";
import type { Logger, OnError } from "./report.ts";

/** Some of the limits; undefined stands for the default, as for all options, so that a setting can be handed on as it is. */
type SomeLimits = { readonly [Name in keyof Limits]?: Limits[Name] | undefined };

/** What `createReceiver` takes. Only `inbox` is required. */
export interface ReceiverOptions extends SomeLimits {
  /**
   * Where events are kept between the answer and the handler. There is no default: what happens to events when
   * the process dies is your decision. `unsafeMemoryInbox()` is for tests.
   */
  readonly inbox: Inbox;
  /** All of them must say yes, otherwise the answer is 401. Default: none, everybody may deliver. */
  readonly authenticate?: readonly Authenticator[] | undefined;
  /**
   * Called with everything that goes wrong on our side: a handler that throws, an inbox that fails. What it
   * throws itself is caught. Default: none.
   */
  readonly onError?: OnError | undefined;
  /**
   * A pino logger, `console`, or anything else with `warn(fields, message)` and `error(fields, message)`. It gets
   * kinds, codes and receipt ids, never names, texts or tokens. Default: none; but without `onError` and
   * `logger`, errors go to `console.error`, so that a dead event is never silent.
   */
  readonly logger?: Logger | undefined;
}

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
  /** How many chats are handled at once; the events of one chat never are. Default: 16. */
  readonly concurrency: number;
}

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
  // Handlers mostly wait for other services; 16 keeps those busy without flooding a usual connection pool.
  concurrency: 16,
});

/** The largest delay that `setTimeout` takes, which turns a larger one into 1 ms. For counts it is beyond reach. */
const most = 2 ** 31 - 1;

/** `ReceiverOptions` after the defaults were filled in. */
export interface ResolvedOptions extends Limits {
  readonly inbox: Inbox;
  readonly authenticate: readonly Authenticator[];
  readonly onError: OnError | undefined;
  readonly logger: Logger | undefined;
}

const otherOptions = ["inbox", "authenticate", "onError", "logger"];

/** Fills in the defaults. Throws a `TypeError` that names the option when one is unusable. */
export function resolveOptions(options: ReceiverOptions): ResolvedOptions {
  if (typeof options !== "object" || options === null) throw wrong("expects an object with `inbox`");
  const names = [...otherOptions, ...Object.keys(defaultLimits)];
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) throw wrong(`has no option \`${name}\`; the options are ${names.join(", ")}`);
  }
  const { inbox, authenticate = [], onError, logger } = options;
  if (typeof inbox?.commit !== "function") {
    throw wrong(
      "needs an `inbox`, where events are kept until they are handled; in tests: unsafeMemoryInbox()",
    );
  }
  if (!Array.isArray(authenticate) || authenticate.some((one) => !isAuthenticator(one))) {
    throw wrong("`authenticate` must be an array of authenticators, such as sharedSecret({ … })");
  }
  if (onError !== undefined && typeof onError !== "function") throw wrong("`onError` must be a function");
  if (logger !== undefined && (typeof logger?.error !== "function" || typeof logger.warn !== "function")) {
    throw wrong("`logger` must have `warn` and `error`, as a pino logger and `console` do");
  }
  return { ...resolveLimits(options), inbox, authenticate: [...authenticate], onError, logger };
}

function resolveLimits(options: SomeLimits): Limits {
  const limits: Record<keyof Limits, number> = { ...defaultLimits };
  for (const name of Object.keys(limits) as (keyof Limits)[]) {
    const value = options[name];
    if (value === undefined) continue;
    limits[name] = checkLimit("createReceiver", name, value, 1);
  }
  return limits;
}

/** Throws unless the value is a whole number within the range. */
export function checkLimit(where: string, name: string, value: unknown, least: number): number {
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most)
    return value as number;
  // A number is no secret; anything else is named by its kind.
  const found = typeof value === "number" ? String(value) : typeof value;
  throw new TypeError(
    `${where}: \`${name}\` must be a whole number from ${least} to ${most}; it is ${found}.`,
  );
}

function isAuthenticator(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return "checkRequest" in value || "checkEvents" in value;
}

function wrong(what: string): TypeError {
  return new TypeError(`createReceiver: ${what}.`);
}
