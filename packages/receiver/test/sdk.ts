import { type Attributes, context, metrics, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AggregationTemporality,
  InstrumentType,
  MeterProvider,
  type MetricData,
  MetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
  type TracerProviderOptions,
} from "@opentelemetry/sdk-trace";
import { onTestFinished } from "vitest";

/** An SDK in memory, and what it was told. */
export interface Sdk {
  /** The spans that ended, in that order. */
  spans(): readonly ReadableSpan[];
  /** The metrics as they are now. What went wrong while they were observed fails the test. */
  metrics(): Promise<readonly MetricData[]>;
  /** Each value of a metric, with its attributes; of a histogram, how many values it has. */
  values(name: string): Promise<readonly [Attributes, number][]>;
}

type Point = MetricData["dataPoints"][number];

class Reader extends MetricReader {
  constructor() {
    super({
      // Otherwise the SDK goes on giving the last value of a gauge that nobody observes any more.
      aggregationTemporalitySelector: (type) =>
        type === InstrumentType.OBSERVABLE_GAUGE
          ? AggregationTemporality.DELTA
          : AggregationTemporality.CUMULATIVE,
    });
  }

  protected async onShutdown(): Promise<void> {}
  protected async onForceFlush(): Promise<void> {}
}

/** Sets up an SDK for one test, before its receiver is created. */
export function startSdk(tracing: TracerProviderOptions = {}): Sdk {
  const exporter = new InMemorySpanExporter();
  const spanProcessors = [new SimpleSpanProcessor({ exporter })];
  const reader = new Reader();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors, ...tracing }));
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  onTestFinished(() => {
    context.disable();
    trace.disable();
    metrics.disable();
  });

  async function read(): Promise<readonly MetricData[]> {
    const { resourceMetrics, errors } = await reader.collect();
    if (errors.length > 0) throw new AggregateError(errors);
    return resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
  }

  return {
    spans: () => exporter.getFinishedSpans(),
    metrics: read,
    async values(name) {
      const found = (await read()).filter(({ descriptor }) => descriptor.name === name);
      const points = found.flatMap(({ dataPoints }): readonly Point[] => dataPoints);
      return points.map(({ attributes, value }) => [
        attributes,
        typeof value === "number" ? value : value.count,
      ]);
    },
  };
}
