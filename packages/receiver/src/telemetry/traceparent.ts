import { isSpanContextValid, type SpanContext } from "@opentelemetry/api";

// Not by the propagator that the user has set: what is stored must be read by another process, and after years, whatever
// that one has set. The vendors' `tracestate` is not kept.

/** A span's context as W3C `traceparent`. Undefined when it is none, as without an SDK. */
export function formatTraceparent(span: SpanContext): string | undefined {
  if (!isSpanContextValid(span)) return undefined;
  const flags = (span.traceFlags & 0xff).toString(16).padStart(2, "0");
  return `00-${span.traceId}-${span.spanId}-${flags}`.toLowerCase();
}

/** The other way round. Undefined when the text is none of ours. */
export function parseTraceparent(text: string | undefined): SpanContext | undefined {
  const [, traceId = "", spanId = "", flags = ""] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(text ?? "") ?? [];
  const span = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(span) ? span : undefined;
}
