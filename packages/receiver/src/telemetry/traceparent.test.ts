import { TraceFlags } from "@opentelemetry/api";
import { expect, test } from "vitest";
import { formatTraceparent, parseTraceparent } from "./traceparent.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const spanId = "b7ad6b7169203331";

test("a span's context becomes W3C traceparent, and that a remote context", () => {
  for (const [traceFlags, flags] of [
    [TraceFlags.SAMPLED, "01"],
    [TraceFlags.NONE, "00"],
    [0x1ff, "ff"],
  ] as const) {
    const text = `00-${traceId}-${spanId}-${flags}`;
    expect(formatTraceparent({ traceId, spanId, traceFlags })).toBe(text);
    expect(parseTraceparent(text)).toEqual({
      traceId,
      spanId,
      traceFlags: traceFlags & 0xff,
      isRemote: true,
    });
  }
});

test.each([
  { traceId: "0".repeat(32), spanId, traceFlags: 1 },
  { traceId, spanId: "0".repeat(16), traceFlags: 1 },
  { traceId: "x", spanId, traceFlags: 1 },
])("the context of no span is not written: %o", (span) => {
  expect(formatTraceparent(span)).toBeUndefined();
});

test.each([
  undefined,
  "",
  "?",
  `00-${"0".repeat(32)}-${spanId}-01`,
  `00-${traceId}-${"0".repeat(16)}-01`,
  `00-${traceId.toUpperCase()}-${spanId}-01`,
  `01-${traceId}-${spanId}-01`,
  `00-${traceId}-${spanId}-01-more`,
  ` 00-${traceId}-${spanId}-01`,
  `00-${traceId}-${spanId}-1`,
])("what is none of ours is not read: %s", (text) => {
  expect(parseTraceparent(text)).toBeUndefined();
});
