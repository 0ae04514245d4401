import { context, createNoopMeter, metrics, ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { systemClock } from "../clock.ts";
import type { Inbox } from "../inbox.ts";
import { showInbox } from "./inbox-gauges.ts";
import { createMetrics } from "./metrics.ts";
import { ObservedAttempt } from "./observed-attempt.ts";
import { ObservedDelivery } from "./observed-delivery.ts";
import { scope } from "./scope.ts";
import type { Telemetry } from "./telemetry.ts";

/** Telemetry for the SDK that the user has set up; without one it costs next to nothing. */
export function createTelemetry(inbox: Inbox): Telemetry {
  const tracer = trace.getTracer(scope.name, scope.version);
  const meter = metrics.getMeter(scope.name, scope.version);
  // Nothing is measured for nobody.
  const recorded = meter === createNoopMeter() ? undefined : createMetrics(meter);
  const hideInbox = recorded && showInbox(meter, recorded, inbox, systemClock);
  return {
    delivery: () => new ObservedDelivery(tracer, recorded),
    attempt: (claim) => new ObservedAttempt(tracer, recorded, claim),
    detached: (task) => () => context.with(ROOT_CONTEXT, task),
    close: () => hideInbox?.(),
  };
}
