import type { Tracer } from "@opentelemetry/api";
import { systemClock } from "../clock.ts";
import type { Committed, NewEvent } from "../inbox.ts";
import type { ReceiverErrorCode } from "../receiver-error.ts";
import type { Metrics } from "./metrics.ts";
import { quietly } from "./quietly.ts";
import type { Step } from "./step.ts";
import type { DeliveryTelemetry } from "./telemetry.ts";
import { formatTraceparent } from "./traceparent.ts";
import { traceCommit, traceDelivery } from "./traces.ts";

/** A delivery as its span and its metrics see it. */
export class ObservedDelivery implements DeliveryTelemetry {
  readonly #tracer: Tracer;
  readonly #metrics: Metrics | undefined;
  readonly #step: Step;
  readonly #begun = systemClock.now();

  constructor(tracer: Tracer, metrics: Metrics | undefined) {
    this.#tracer = tracer;
    this.#metrics = metrics;
    this.#step = traceDelivery(tracer);
  }

  during<T>(work: () => T): T {
    return this.#step.within(work);
  }

  async commit(
    events: readonly NewEvent[],
    store: (events: readonly NewEvent[]) => Promise<readonly Committed[]>,
  ): Promise<readonly Committed[]> {
    const begun = systemClock.now();
    const step = traceCommit(this.#tracer, this.#step, events.length);
    const traceparent = formatTraceparent(step.spanContext);
    const marked = traceparent === undefined ? events : events.map((event) => ({ ...event, traceparent }));
    try {
      const committed = await step.within(() => store(marked));
      this.#record((metrics) => {
        metrics.commitDuration.record(secondsSince(begun), { "proto_webhooks.commit.outcome": "stored" });
        countEvents(metrics, events, committed);
      });
      return committed;
    } catch (error) {
      step.fail(error);
      this.#record(({ commitDuration }) => {
        commitDuration.record(secondsSince(begun), { "proto_webhooks.commit.outcome": "failed" });
      });
      throw error;
    } finally {
      step.end();
    }
  }

  answered(status: number, code?: ReceiverErrorCode): void {
    const attributes = { "http.response.status_code": status };
    this.#step.describe(() => attributes);
    // By the conventions for servers, a request that was refused for what it was is no failure.
    if (code !== undefined && status >= 500) this.#step.failAs(code);
    this.#step.end();
    this.#record(({ deliveries, deliveryDuration }) => {
      deliveryDuration.record(secondsSince(this.#begun), attributes);
      deliveries.add(1, { ...attributes, ...(code && { "proto_webhooks.delivery.code": code }) });
    });
  }

  #record(record: (metrics: Metrics) => void): void {
    const metrics = this.#metrics;
    if (metrics) quietly(() => record(metrics));
  }
}

function countEvents(metrics: Metrics, events: readonly NewEvent[], committed: readonly Committed[]): void {
  const count = { valid: 0, unrecognized: 0, invalid: 0, dropped: 0 };
  for (const [index, { kind }] of events.entries()) count[committed[index]?.isDropped ? "dropped" : kind]++;
  for (const kind of ["valid", "unrecognized", "invalid"] as const) {
    if (count[kind] > 0) metrics.events.add(count[kind], { "proto_webhooks.event.kind": kind });
  }
  if (count.dropped > 0) {
    metrics.duplicates.add(count.dropped, { "proto_webhooks.duplicate.outcome": "dropped" });
  }
}

function secondsSince(begun: number): number {
  return (systemClock.now() - begun) / 1_000;
}
