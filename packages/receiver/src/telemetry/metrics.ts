import type { AttributeValue, Counter, Histogram, Meter, ObservableGauge } from "@opentelemetry/api";

interface Metric {
  readonly name: string;
  /** The gauges are not sums: every process on an inbox reports the same of it, and adding that up would be wrong. */
  readonly kind: "counter" | "histogram" | "gauge";
  /** In the case-sensitive code of UCUM; what is counted stands in braces. */
  readonly unit: string;
  readonly description: string;
  /** All that it may have. Each has few values, none of which is a sender's: no chat, name, text or token. */
  readonly attributes: readonly string[];
  /** Of a histogram, unless the user's SDK says otherwise. */
  readonly buckets?: "answer" | "handler";
}

/** Upper bounds in seconds, for what takes as long as the key says. */
const buckets: Readonly<Record<NonNullable<Metric["buckets"]>, number[]>> = {
  /** From a sync of the disk to the slowest body. */
  answer: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  /** From a handler that does all in memory to the longest that an attempt takes by default, and beyond. */
  handler: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
};

/** All metrics. The README shows them as a table, which a test compares with this one. */
export const metricTable = {
  deliveries: {
    name: "proto_webhooks.deliveries",
    kind: "counter",
    unit: "{delivery}",
    description: "Deliveries that were answered.",
    attributes: ["http.response.status_code", "proto_webhooks.delivery.code"],
  },
  deliveryDuration: {
    name: "proto_webhooks.delivery.duration",
    kind: "histogram",
    unit: "s",
    description: "From the request to its answer.",
    attributes: ["http.response.status_code"],
    buckets: "answer",
  },
  commitDuration: {
    name: "proto_webhooks.commit.duration",
    kind: "histogram",
    unit: "s",
    description: "How long the inbox took to store the events of a delivery.",
    attributes: ["proto_webhooks.commit.outcome"],
    buckets: "answer",
  },
  events: {
    name: "proto_webhooks.events",
    kind: "counter",
    unit: "{event}",
    description: "Events that were stored.",
    attributes: ["proto_webhooks.event.kind"],
  },
  duplicates: {
    name: "proto_webhooks.duplicates",
    kind: "counter",
    unit: "{event}",
    description: "Events that say the same as an earlier one of their chat.",
    attributes: ["proto_webhooks.duplicate.outcome"],
  },
  attempts: {
    name: "proto_webhooks.attempts",
    kind: "counter",
    unit: "{attempt}",
    description: "Attempts that came to an end.",
    attributes: ["proto_webhooks.event.type", "proto_webhooks.attempt.outcome"],
  },
  attemptDuration: {
    name: "proto_webhooks.attempt.duration",
    kind: "histogram",
    unit: "s",
    description: "From the call of a handler to its end.",
    attributes: ["proto_webhooks.event.type", "proto_webhooks.attempt.outcome"],
    buckets: "handler",
  },
  pending: {
    name: "proto_webhooks.inbox.pending",
    kind: "gauge",
    unit: "{event}",
    description: "Events that are to be handled, those being handled included.",
    attributes: ["proto_webhooks.inbox.number"],
  },
  oldestAge: {
    name: "proto_webhooks.inbox.oldest_age",
    kind: "gauge",
    unit: "s",
    description: "How long ago the oldest pending event was stored; 0 when nothing is pending.",
    attributes: ["proto_webhooks.inbox.number"],
  },
  blockedLanes: {
    name: "proto_webhooks.inbox.blocked_lanes",
    kind: "gauge",
    unit: "{lane}",
    description: "Chats that wait because their first pending event waits for its next attempt.",
    attributes: ["proto_webhooks.inbox.number"],
  },
  dead: {
    name: "proto_webhooks.inbox.dead",
    kind: "gauge",
    unit: "{event}",
    description: "Dead events that are kept.",
    attributes: ["proto_webhooks.inbox.number"],
  },
  quarantined: {
    name: "proto_webhooks.inbox.quarantined",
    kind: "gauge",
    unit: "{event}",
    description: "Events that are kept in quarantine.",
    attributes: ["proto_webhooks.inbox.number"],
  },
} as const;

type Table = typeof metricTable;

/** An attribute that the table does not list does not compile. */
type AttributesOf<M extends Metric> = { readonly [Name in M["attributes"][number]]?: AttributeValue };

type Instrument<M extends Metric> = {
  counter: Counter<AttributesOf<M>>;
  histogram: Histogram<AttributesOf<M>>;
  gauge: ObservableGauge<AttributesOf<M>>;
}[M["kind"]];

/** What the metrics of the table are recorded with. */
export type Metrics = { readonly [Key in keyof Table]: Instrument<Table[Key]> };

export function createMetrics(meter: Meter): Metrics {
  const instruments = Object.entries(metricTable).map(([key, metric]) => [key, instrument(meter, metric)]);
  return Object.fromEntries(instruments);
}

function instrument(meter: Meter, metric: Metric): object {
  const { name, kind, unit, description } = metric;
  if (kind === "counter") return meter.createCounter(name, { unit, description });
  if (kind === "gauge") return meter.createObservableGauge(name, { unit, description });
  const advice = metric.buckets && { advice: { explicitBucketBoundaries: buckets[metric.buckets] } };
  return meter.createHistogram(name, { unit, description, ...advice });
}
