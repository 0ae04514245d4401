import { context, createNoopMeter, metrics, ProxyTracer, ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { systemClock } from "../clock.ts";
import type { Inbox } from "../inbox.ts";
import { showInbox } from "./inbox-gauges.ts";
import { createMetrics } from "./metrics.ts";
import { ObservedAttempt } from "./observed-attempt.ts";
import { ObservedDelivery } from "./observed-delivery.ts";
import { scope } from "./scope.ts";
import { silentTelemetry } from "./silent-telemetry.ts";
import type { Telemetry } from "./telemetry.ts";

/**
 * Telemetry for the SDK that the user has set up by now. One that comes later is not noticed: the API would tell of traces,
 * but not of metrics, and every delivery would pay for the question.
 */
export function createTelemetry(inbox: Inbox): Telemetry {
  const tracer = trace.getTracer(scope.name, scope.version);
  const meter = metrics.getMeter(scope.name, scope.version);
  const isMeasured = meter !== createNoopMeter();
  // What the API gives out before an SDK has come.
  if (!isMeasured && tracer instanceof ProxyTracer) return silentTelemetry;
  const recorded = isMeasured ? createMetrics(meter) : undefined;
  const hideInbox = recorded && showInbox(meter, recorded, inbox, systemClock);
  return {
    delivery: () => new ObservedDelivery(tracer, recorded),
    attempt: (claim) => new ObservedAttempt(tracer, recorded, claim),
    detached: (task) => () => context.with(ROOT_CONTEXT, task),
    close: () => hideInbox?.(),
  };
}
