import type { KnownEvent, UnrecognizedEvent } from "@proto-webhooks/types";
import { errorName } from "./error-name.ts";
import type { Receipt } from "./inbox.ts";
import { type Quarantined, quarantineFields } from "./quarantine-fields.ts";
import { ReceiverError } from "./receiver-error.ts";

/** What went wrong on our side, for `onError`. */
export interface Fault {
  /**
   * - `handler`: an attempt failed. `outcome` says what becomes of the event.
   * - `accept`: a delivery could not be accepted although nothing was wrong with it (the answer was 5xx).
   * - `inbox`: the worker could not claim, extend or settle, or it lost an event's lease; or what is to be kept no longer
   *   could not be removed.
   */
  readonly stage: "handler" | "accept" | "inbox";
  /** What was thrown: your own error, or a `ReceiverError` whose `cause` is the rest of the story. */
  readonly error: unknown;
  /** The event that was being handled. It holds names and texts: think before you log it. */
  readonly event?: KnownEvent | UnrecognizedEvent;
  readonly receipt?: Receipt;
  readonly attempt?: number;
  /** Of a failed attempt: `retry`, the event is tried again after `delayMs`; `dead`, its attempts ran out. */
  readonly outcome?: "retry" | "dead";
  readonly delayMs?: number;
}

export type OnError = (fault: Fault) => unknown;

/** The part of a pino logger that the receiver uses. `console` has it too. */
export interface Logger {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Where the core tells what went wrong. It never throws. */
export interface Reporter {
  /** A delivery was refused for what it was: nothing to do for us. */
  refused(error: ReceiverError): void;
  /** Events of one delivery went into quarantine. */
  quarantined(events: readonly Quarantined[]): void;
  fault(fault: Fault): void;
}

export function createReporter(onError: OnError | undefined, logger: Logger | undefined): Reporter {
  const log = logger ?? (onError ? undefined : lastResort);
  return {
    refused: (error) => write(log, "warn", { code: error.code, status: error.status }, "delivery refused"),
    quarantined(events) {
      if (log) write(log, "warn", quarantineFields(events), "events went into quarantine");
    },
    fault(fault) {
      write(log, "error", fieldsOf(fault), messageOf(fault));
      void callOnError(onError, log, fault);
    },
  };
}

function messageOf({ stage, outcome }: Fault): string {
  if (stage === "accept") return "a delivery could not be accepted";
  if (stage === "inbox") return "the inbox failed";
  return `a handler failed; the event is ${outcome === "retry" ? "tried again" : "dead"}`;
}

/** Without anyone to tell, errors still must not vanish; refusals may. */
const lastResort: Logger = {
  warn() {},
  error: (fields, message) => console.error(`proto-webhooks: ${message} ${JSON.stringify(fields)}`),
};

function write(log: Logger | undefined, level: keyof Logger, fields: object, message: string): void {
  try {
    log?.[level](fields, message);
  } catch {
    // A logger that throws must not take an answer or an event with it, and there is nobody left to tell.
  }
}

async function callOnError(
  onError: OnError | undefined,
  log: Logger | undefined,
  fault: Fault,
): Promise<void> {
  try {
    await onError?.(fault);
  } catch (error) {
    write(
      log ?? lastResort,
      "error",
      { ...fieldsOf(fault), onError: describe(error) },
      "onError itself threw",
    );
  }
}

/** What may be logged of a fault: kinds, codes and ids. */
function fieldsOf({ stage, error, receipt, attempt, outcome, delayMs, event }: Fault): object {
  return {
    ...(receipt && { receipt: receipt.id, sequence: receipt.sequence }),
    ...(attempt !== undefined && { attempt }),
    ...(outcome && { outcome }),
    ...(delayMs !== undefined && { delayMs }),
    // The type of an unrecognized event is whatever the sender wrote.
    ...(event && {
      type: typeof event.type === "string" && /^\w{1,64}$/.test(event.type) ? event.type : "other",
    }),
    ...describe(error, stage !== "handler"),
  };
}

/**
 * An error without its message, which may quote what the error is about.
 *
 * @param withCode of an inbox or an authenticator: by its code one looks up what to do. A handler's may be anything.
 */
function describe(error: unknown, withCode = false): object {
  try {
    if (!(error instanceof Error)) return { error: errorName(error) };
    const cause =
      error instanceof ReceiverError && error.cause !== undefined
        ? describe(error.cause, withCode)
        : undefined;
    return {
      error: errorName(error),
      ...(withCode && codeOf(error)),
      ...(error instanceof ReceiverError && { code: error.code, detail: error.message }),
      frames: framesOf(error),
      ...(cause && { cause }),
    };
  } catch {
    // An error may be a proxy or have getters that throw.
    return { error: errorName(error) };
  }
}

/** A code as inboxes, databases and systems have them: `disk_full`, `23505`, `ECONNREFUSED`. */
function codeOf(error: Error): { code?: string } {
  const { code } = error as { code?: unknown };
  return typeof code === "string" && /^([a-z_]{1,40}|[A-Z\d_]{1,40})$/.test(code) ? { code } : {};
}

/** The lines of a stack that name places in the code, without the message that stands above them. */
function framesOf({ stack, message }: Error): string[] {
  const text = String(stack ?? "");
  const start = text.indexOf(message);
  // The message was changed after the stack was made, and nobody knows where the old one ends.
  if (start < 0) return [];
  const lines = text.slice(start + message.length).split("\n");
  const atMost = 8;
  return lines
    .filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line))
    .slice(0, atMost)
    .map((line) => line.trim());
}
