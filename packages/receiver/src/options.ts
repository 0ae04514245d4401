import type { Authenticator } from "./authenticator.ts";
import { type Backoff, resolveBackoff } from "./backoff.ts";
import { type Duplicates, resolveDuplicates } from "./duplicates.ts";
import type { ClaimRequest, DuplicateRule, Inbox } from "./inbox.ts";
import { defaultLimits, type Limits, resolveLimits, type SomeLimits } from "./limits.ts";
import type { Logger, OnError } from "./report.ts";
import { type Retention, resolveRetention } from "./retention.ts";

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
   * `chat`: the events of a chat one at a time, in the order in which they were stored; while the first of them waits
   * for its next attempt, the others wait, too. `none`: each as soon as there is room. Default: `chat`, as the messages
   * of a chat make sense in their order only.
   */
  readonly ordering?: ClaimRequest["ordering"] | undefined;
  /** How long a failed event waits for its next attempt. Default: up to a second, doubling up to an hour. */
  readonly backoff?: { readonly [Name in keyof Backoff]?: Backoff[Name] | undefined } | undefined;
  /** What becomes of an event that says the same as an earlier one of its chat. Default: it is flagged, within an hour. */
  readonly duplicates?: Duplicates | undefined;
  /**
   * How long settled events are kept. What is no longer kept is removed by whoever handles: once a minute after `start()`.
   * Default: nothing of those that are done; the dead and those in quarantine until someone purges them.
   */
  readonly retention?: Retention | undefined;
  /**
   * Called with everything that goes wrong on our side: a handler that fails, an inbox that fails. What it
   * throws itself is caught. Default: none.
   */
  readonly onError?: OnError | undefined;
  /**
   * A pino logger, `console`, or anything else with `warn(fields, message)` and `error(fields, message)`. It gets
   * kinds, codes and receipt ids, never names, texts or tokens. Default: none; but without `onError` and
   * `logger`, errors go to `console.error`, so that a failed attempt is never silent.
   */
  readonly logger?: Logger | undefined;
}

/** `ReceiverOptions` after the defaults were filled in. */
export interface ResolvedOptions extends Limits {
  readonly inbox: Inbox;
  readonly authenticate: readonly Authenticator[];
  readonly ordering: ClaimRequest["ordering"];
  readonly backoff: Backoff;
  readonly duplicates: DuplicateRule | undefined;
  readonly retention: Retention;
  readonly onError: OnError | undefined;
  readonly logger: Logger | undefined;
}

const otherOptions = [
  "inbox",
  "authenticate",
  "ordering",
  "backoff",
  "duplicates",
  "retention",
  "onError",
  "logger",
];

/** Fills in the defaults. Throws a `TypeError` that names the option when one is unusable. */
export function resolveOptions(options: ReceiverOptions): ResolvedOptions {
  if (typeof options !== "object" || options === null) throw wrong("expects an object with `inbox`");
  const names = [...otherOptions, ...Object.keys(defaultLimits)];
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) throw wrong(`has no option \`${name}\`; the options are ${names.join(", ")}`);
  }
  const { inbox, authenticate = [], ordering = "chat", onError, logger } = options;
  if (typeof inbox?.commit !== "function") {
    throw wrong(
      "needs an `inbox`, where events are kept until they are handled; in tests: unsafeMemoryInbox()",
    );
  }
  if (!Array.isArray(authenticate) || authenticate.some((one) => !isAuthenticator(one))) {
    throw wrong("`authenticate` must be an array of authenticators, such as sharedSecret({ … })");
  }
  if (ordering !== "chat" && ordering !== "none") throw wrong('`ordering` must be "chat" or "none"');
  if (onError !== undefined && typeof onError !== "function") throw wrong("`onError` must be a function");
  if (logger !== undefined && (typeof logger?.error !== "function" || typeof logger.warn !== "function")) {
    throw wrong("`logger` must have `warn` and `error`, as a pino logger and `console` do");
  }
  const limits = resolveLimits(options);
  const backoff = resolveBackoff(options.backoff);
  const duplicates = resolveDuplicates(options.duplicates);
  const retention = resolveRetention(options.retention);
  const rest = { ordering, backoff, duplicates, retention, onError, logger };
  return { ...limits, inbox, authenticate: [...authenticate], ...rest };
}

function isAuthenticator(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return "checkRequest" in value || "checkEvents" in value;
}

function wrong(what: string): TypeError {
  return new TypeError(`createReceiver: ${what}.`);
}
