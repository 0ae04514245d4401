import type { KnownEvent, UnrecognizedEvent } from "@proto-webhooks/types";
import type { Receipt } from "./inbox.ts";
import { ReceiverError } from "./receiver-error.ts";

/** What went wrong on our side, for `onError`. */
export interface Fault {
  /**
   * - `handler`: your handler threw; the event is dead.
   * - `accept`: a delivery could not be accepted although nothing was wrong with it (the answer was 5xx).
   * - `inbox`: the worker could not claim or settle.
   */
  readonly stage: "handler" | "accept" | "inbox";
  /** What was thrown: your own error, or a `ReceiverError` whose `cause` is the rest of the story. */
  readonly error: unknown;
  /** The event that was being handled. It holds names and texts: think before you log it. */
  readonly event?: KnownEvent | UnrecognizedEvent;
  readonly receipt?: Receipt;
  readonly attempt?: number;
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
  fault(fault: Fault): void;
}

export function createReporter(onError: OnError | undefined, logger: Logger | undefined): Reporter {
  const log = logger ?? (onError ? undefined : lastResort);
  return {
    refused: (error) => write(log, "warn", { code: error.code, status: error.status }, "delivery refused"),
    fault(fault) {
      write(log, "error", fieldsOf(fault), messages[fault.stage]);
      void callOnError(onError, log, fault);
    },
  };
}

const messages = {
  handler: "a handler threw; the event is dead",
  accept: "a delivery could not be accepted",
  inbox: "the inbox failed",
};

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
function fieldsOf({ error, receipt, attempt, event }: Fault): object {
  return {
    ...(receipt && { receipt: receipt.id, sequence: receipt.sequence }),
    ...(attempt !== undefined && { attempt }),
    // The type of an unrecognized event is whatever the sender wrote.
    ...(event && {
      type: typeof event.type === "string" && /^\w{1,64}$/.test(event.type) ? event.type : "other",
    }),
    ...describe(error),
  };
}

/** An error without its message, which may quote what the error is about. */
function describe(error: unknown): object {
  try {
    if (!(error instanceof Error)) return { error: `a thrown ${error === null ? "null" : typeof error}` };
    const cause =
      error instanceof ReceiverError && error.cause !== undefined ? describe(error.cause) : undefined;
    return {
      error: /^\w{1,64}$/.test(error.name) ? error.name : "Error",
      ...(error instanceof ReceiverError && { code: error.code, detail: error.message }),
      frames: framesOf(error),
      ...(cause && { cause }),
    };
  } catch {
    // An error may be a proxy or have getters that throw.
    return { error: "an error that cannot be read" };
  }
}

/** The lines of a stack that name places in the code, without the message that stands above them. */
function framesOf({ stack, message }: Error): string[] {
  const text = String(stack ?? "");
  const lines = text.slice(text.indexOf(message) + message.length).split("\n");
  const atMost = 8;
  return lines
    .filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line))
    .slice(0, atMost)
    .map((line) => line.trim());
}
