import type { KnownEvent, UnrecognizedEvent } from "@proto-webhooks/types";
import { createAcceptor } from "./accept.ts";
import type { FailedAttempt } from "./attempt-runner.ts";
import { systemClock } from "./clock.ts";
import { fromRequest, toResponse } from "./fetch.ts";
import { type HandlerRegistry, Handlers } from "./handlers.ts";
import type { UniversalAnswer, UniversalRequest } from "./http.ts";
import type { Claim } from "./inbox.ts";
import { Janitor } from "./janitor.ts";
import { checkLimit } from "./limits.ts";
import { type ReceiverOptions, resolveOptions } from "./options.ts";
import { createReporter, type Fault } from "./report.ts";
import { purgesOf } from "./retention.ts";
import { createTelemetry } from "./telemetry/create-telemetry.ts";
import { Worker } from "./worker.ts";

/** Receives deliveries, stores their events, answers, and then has them handled. */
export interface Receiver extends HandlerRegistry {
  /**
   * Answers one request: 200 when all its events are stored, a problem document otherwise. It never rejects and
   * needs no `this`, so it can be handed to whatever takes a `(Request) => Promise<Response>`.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The same for authors of adapters, without the Fetch standard. It never rejects. */
  readonly accept: (request: UniversalRequest) => Promise<UniversalAnswer>;
  /** Begins to handle events. Without it the receiver only stores them, for another process to handle. */
  start(): Promise<void>;
  /**
   * Resolves when every accepted event is settled; one that waits for its next attempt is not, and with the default
   * backoff that may take hours: in tests set `attempts: 1`. Rejects when it cannot happen: not started, or closed.
   */
  idle(): Promise<void>;
  /**
   * Answers 503 from now on, finishes the requests under way, claims nothing more, lets running handlers end, and
   * closes the inbox. After the grace time the signals of handlers that still run abort; their events go back to the
   * inbox, and the attempt does not count. A second call waits for the first.
   */
  close(options?: CloseOptions): Promise<void>;
}

export interface CloseOptions {
  /** How long handlers may go on, in milliseconds. Default: 8,000, as containers are often killed after 10 s. */
  readonly graceMs?: number | undefined;
}

const defaultGraceMs = 8_000;

/**
 * Creates a receiver. It gives metrics and traces to the OpenTelemetry SDK that was set up before; without one, to nobody.
 *
 * @throws TypeError when an option is missing, unknown or out of range.
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  const resolved = resolveOptions(options);
  const { inbox } = resolved;
  const reporter = createReporter(resolved.onError, resolved.logger);
  const telemetry = createTelemetry(inbox);
  const acceptor = createAcceptor(resolved, reporter, telemetry);
  const handlers = new Handlers();
  const onInboxError = (error: unknown, claim?: Claim): void =>
    reporter.fault({ stage: "inbox", error, ...(claim && about(claim)) });
  const worker = new Worker({
    ...resolved,
    keepDone: resolved.retention.done !== undefined,
    clock: systemClock,
    random: Math.random,
    // Parsed for each attempt: a handler that changes its event does not change the next attempt's.
    handle(claim, signal, attempt) {
      const event = eventOf(claim);
      return attempt.handle(event.type, () => handlers.handle(claim, event, signal));
    },
    onFailed: (failed) => reporter.fault(handlerFault(failed)),
    onInboxError,
    telemetry,
  });
  const janitor = new Janitor({
    inbox,
    purges: purgesOf(resolved.retention),
    clock: systemClock,
    onInboxError,
  });
  let closed: Promise<void> | undefined;

  async function shutDown(graceMs: number): Promise<void> {
    await Promise.all([acceptor.stop(graceMs), worker.stop(graceMs), janitor.stop()]);
    telemetry.close();
    await inbox.close();
  }

  return {
    on: (type, handler) => handlers.on(type, handler),
    onMessage: (type, handler) => handlers.onMessage(type, handler),
    onUnrecognizedEvent: (handler) => handlers.onUnrecognizedEvent(handler),
    onUnrecognizedMessage: (handler) => handlers.onUnrecognizedMessage(handler),
    accept: acceptor.accept,
    fetch: async (request) => toResponse(await acceptor.accept(fromRequest(request)), request.method),
    // Who starts it may be within a span of theirs, which would go on for as long as the receiver does.
    start: async () =>
      telemetry.detached(() => {
        worker.start();
        janitor.start();
      })(),
    idle: () => worker.idle(),
    async close({ graceMs = defaultGraceMs } = {}) {
      closed ??= shutDown(checkLimit("close", "graceMs", graceMs, 0));
      await closed;
    },
  };
}

function handlerFault({ claim, error, outcome }: FailedAttempt): Fault {
  const delay = outcome.kind === "retry" ? { delayMs: outcome.delayMs } : {};
  const fault: Fault = { stage: "handler", error, ...about(claim), outcome: outcome.kind, ...delay };
  try {
    return { ...fault, event: eventOf(claim) };
  } catch {
    // A store that garbles what it keeps is what the error is about.
    return fault;
  }
}

function eventOf({ json }: Claim): KnownEvent | UnrecognizedEvent {
  return JSON.parse(json);
}

function about({ receipt, attempt }: Claim): Pick<Fault, "receipt" | "attempt"> {
  return { receipt, attempt };
}
