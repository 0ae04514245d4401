import { type ParsedEvent, parseDelivery } from "@proto-webhooks/validators";
import type { Authenticator } from "./authenticator.ts";
import { checkContentType } from "./content-type.ts";
import { accepted, type UniversalAnswer, type UniversalRequest } from "./http.ts";
import type { Committed, NewEvent } from "./inbox.ts";
import type { Limits } from "./limits.ts";
import type { ResolvedOptions } from "./options.ts";
import { property } from "./property.ts";
import type { Quarantined } from "./quarantine-fields.ts";
import { bytesOf, type Content, readBody, textOf } from "./read-body.ts";
import { problem, ReceiverError } from "./receiver-error.ts";
import type { Reporter } from "./report.ts";
import { type Scan, scan } from "./scan.ts";
import type { DeliveryTelemetry, Telemetry } from "./telemetry/telemetry.ts";

/** Takes requests, whatever they come through, and answers each. */
export interface Acceptor {
  /** Never rejects: what goes wrong becomes an answer. */
  accept(request: UniversalRequest): Promise<UniversalAnswer>;
  /** Answers 503 from now on, and resolves when the requests under way are answered, or after the time. */
  stop(graceMs: number): Promise<void>;
}

/** The pipeline: method and type → bytes → authenticate → parse → envelope → validate → commit → 200. */
export function createAcceptor(options: ResolvedOptions, reporter: Reporter, telemetry: Telemetry): Acceptor {
  const { authenticate, maxInFlight, retryAfterSeconds } = options;
  let inFlight = 0;
  let onDrained: (() => void) | undefined;
  let isClosing = false;

  async function receive(request: UniversalRequest, observed: DeliveryTelemetry): Promise<void> {
    const content = await readBody(request.body, options);
    for (const one of authenticate) await authenticateRequest(one, request, content);
    const text = textOf(content);
    const found = scanWithin(text, options);
    const delivery = parse(text);
    const events = eventsOf(delivery, options);
    for (const one of authenticate) await authenticateEvents(one, events);
    if (events.length === 0) return;
    const parsed = parsedEvents(delivery);
    const received = parsed.map((event) => newEvent(event, textOfEvent(text, found, event.index)));
    const committed = await commit(options, received, observed);
    tellQuarantined(received, committed, reporter);
  }

  async function accept(request: UniversalRequest): Promise<UniversalAnswer> {
    const observed = telemetry.delivery();
    let isCounted = false;
    try {
      checkMethod(request);
      checkContentType(request);
      if (isClosing) throw new ReceiverError("unavailable", "The receiver is closing. Try again later.");
      if (inFlight >= maxInFlight) throw new ReceiverError("overloaded", "Too many requests at once.");
      inFlight++;
      isCounted = true;
      await observed.during(() => receive(request, observed));
      observed.answered(accepted.status);
      return accepted;
    } catch (thrown) {
      const error = toReceiverError(thrown);
      observed.answered(error.status, error.code);
      return refuse(error, reporter, retryAfterSeconds);
    } finally {
      if (isCounted && --inFlight === 0) onDrained?.();
    }
  }

  async function stop(graceMs: number): Promise<void> {
    isClosing = true;
    if (inFlight === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, graceMs);
      onDrained = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return { accept, stop };
}

function checkMethod({ method }: UniversalRequest): void {
  if (method !== "POST") throw new ReceiverError("method_not_allowed", "Deliveries come by POST.");
}

function scanWithin(text: string, { maxDepth }: Limits): Scan {
  const found = scan(text, maxDepth);
  if (!found.tooDeep) return found;
  throw new ReceiverError("too_deep", `The body is nested deeper than ${maxDepth} levels.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    throw new ReceiverError("invalid_json", "The body is not JSON.");
  }
}

function eventsOf(delivery: unknown, { maxEvents }: Limits): readonly unknown[] {
  const events = property(delivery, "events");
  if (!Array.isArray(events)) {
    throw new ReceiverError("invalid_envelope", "The body is not an object with an array `events`.");
  }
  if (events.length > maxEvents) {
    throw new ReceiverError("too_many_events", `There are more than ${maxEvents} events in the delivery.`);
  }
  return events;
}

function parsedEvents(delivery: unknown): readonly ParsedEvent[] {
  const parsed = parseDelivery(delivery);
  if (!parsed.ok) {
    throw new ReceiverError("invalid_envelope", parsed.issues.map((issue) => issue.message).join("; "));
  }
  return parsed.events;
}

/** The exact text of an event. */
function textOfEvent(text: string, { events }: Scan, index: number): string {
  return text.slice(events[index * 2], events[index * 2 + 1]);
}

function newEvent(parsed: ParsedEvent, json: string): NewEvent {
  if (parsed.status !== "invalid") {
    return { kind: parsed.status, chat: parsed.event.chat.id, json, issues: [] };
  }
  const id = property(property(parsed.value, "chat"), "id");
  const chat = typeof id === "string" ? id : undefined;
  return { kind: "invalid", chat, json, issues: parsed.issues };
}

async function authenticateRequest(
  one: Authenticator,
  request: UniversalRequest,
  content: Content,
): Promise<void> {
  if (one.checkRequest) await authenticated(() => one.checkRequest?.(request, () => bytesOf(content)));
}

async function authenticateEvents(one: Authenticator, events: readonly unknown[]): Promise<void> {
  if (one.checkEvents) await authenticated(() => one.checkEvents?.(events));
}

async function authenticated(check: () => boolean | Promise<boolean> | undefined): Promise<void> {
  let isGood: boolean | undefined;
  try {
    isGood = await check();
  } catch (cause) {
    throw new ReceiverError("unavailable", "The delivery could not be authenticated now.", { cause });
  }
  // Not just any truthy value: an authenticator that answers with an object has a bug.
  if (isGood !== true) throw new ReceiverError("unauthenticated", "The delivery was not authenticated.");
}

async function commit(
  { inbox, duplicates }: ResolvedOptions,
  events: readonly NewEvent[],
  observed: DeliveryTelemetry,
): Promise<readonly Committed[]> {
  try {
    return await observed.commit(events, (marked) => inbox.commit(marked, duplicates));
  } catch (cause) {
    throw new ReceiverError("unavailable", "The events could not be stored now.", { cause });
  }
}

function tellQuarantined(
  events: readonly NewEvent[],
  committed: readonly Committed[],
  reporter: Reporter,
): void {
  const quarantined: Quarantined[] = [];
  for (const [index, { kind, issues }] of events.entries()) {
    const one = committed[index];
    if (kind === "invalid" && one && !one.isDropped) quarantined.push({ id: one.id, issues });
  }
  if (quarantined.length > 0) reporter.quarantined(quarantined);
}

function toReceiverError(thrown: unknown): ReceiverError {
  if (thrown instanceof ReceiverError) return thrown;
  return new ReceiverError("internal", "The receiver failed.", { cause: thrown });
}

/** The answer for what went wrong; tells the reporter, too. */
function refuse(error: ReceiverError, reporter: Reporter, retryAfterSeconds: number): UniversalAnswer {
  // Load and closing are no faults: they are told once per request, as refusals.
  const isFault = error.status === 500 || (error.status === 503 && error.cause !== undefined);
  if (isFault) reporter.fault({ stage: "accept", error });
  else reporter.refused(error);
  return problem(error.code, error.message, retryAfterSeconds);
}
