import { context, ROOT_CONTEXT, SpanKind, type Tracer, trace } from "@opentelemetry/api";
import type { Claim } from "../inbox.ts";
import { Step } from "./step.ts";
import { parseTraceparent } from "./traceparent.ts";

// Names and attributes follow the conventions for messaging where these have one: the commit is the PRODUCER's `send`, whose
// context goes with each event, an attempt is the CONSUMER's `process`. What has no name there begins with `proto_webhooks.`.

const system = { "messaging.system": "proto_webhooks" };

/**
 * From the request to the answer: a child of whatever is active, such as the span that the instrumentation of HTTP made.
 * The headers are not asked for a trace: whoever may send could mix into those of others.
 */
export function traceDelivery(tracer: Tracer): Step {
  const active = context.active();
  const kind = trace.getSpan(active) ? SpanKind.INTERNAL : SpanKind.SERVER;
  return new Step(tracer, "accept delivery", { kind }, active);
}

/** The commit of a delivery's events. */
export function traceCommit(tracer: Tracer, delivery: Step, events: number): Step {
  const commit = new Step(tracer, "commit events", { kind: SpanKind.PRODUCER }, delivery.context);
  commit.describe(() => ({
    ...system,
    "messaging.operation.name": "commit",
    "messaging.operation.type": "send",
    "messaging.batch.message_count": events,
  }));
  return commit;
}

/**
 * An attempt: a child of the commit that brought the event, and linked to it. The conventions ask for the link always, and
 * allow the parent where a span is about one message and part of nothing else, as here: so one trace tells the whole story,
 * also when it lasts for hours of retries, and who samples gets all of a story or nothing.
 *
 * For an event without a trace it is a root. It is never a child of what is active: a worker is woken by whoever commits.
 */
export function traceAttempt(tracer: Tracer, { traceparent, receipt, attempt }: Claim, type: string): Step {
  const commit = parseTraceparent(traceparent);
  const parent = commit ? trace.setSpanContext(ROOT_CONTEXT, commit) : ROOT_CONTEXT;
  const links = commit ? [{ context: commit }] : [];
  const step = new Step(tracer, `process ${type}`, { kind: SpanKind.CONSUMER, links }, parent);
  step.describe(() => ({
    ...system,
    "messaging.operation.name": "process",
    "messaging.operation.type": "process",
    "messaging.message.id": receipt.id,
    "proto_webhooks.event.type": type,
    "proto_webhooks.attempt.number": attempt,
  }));
  return step;
}
