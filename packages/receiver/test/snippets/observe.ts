import { context, metrics, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  ConsoleMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { BatchSpanProcessor, ConsoleSpanExporter, TracerProvider } from "@opentelemetry/sdk-trace";

// In place of the console's, take the exporters for what you use: OTLP, Prometheus, …
const reader = new PeriodicExportingMetricReader({ exporter: new ConsoleMetricExporter() });
const processor = new BatchSpanProcessor({ exporter: new ConsoleSpanExporter() });
const meterProvider = new MeterProvider({ readers: [reader] });
const tracerProvider = new TracerProvider({ spanProcessors: [processor] });

metrics.setGlobalMeterProvider(meterProvider);
trace.setGlobalTracerProvider(tracerProvider);
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());

/** For the end of the process, after receiver.close(): exports what was not yet. */
export async function shutdown(): Promise<void> {
  await Promise.all([meterProvider.shutdown(), tracerProvider.shutdown()]);
}
