import { bodyOf } from "../schedule/body-of.ts";
import type { Scenario } from "../schedule/scenario.ts";
import type { Trace, TracedDelivery } from "../trace/trace.ts";

/** Writes the bodies of a trace anew, from what it says of them and of its scenario. One without a scenario stays as it is. */
export function renderTrace<T extends Trace>(trace: T): T {
  const { scenario } = trace;
  return scenario ? { ...trace, deliveries: trace.deliveries.map((one) => render(one, scenario)) } : trace;
}

function render(delivery: TracedDelivery, { seed, events }: Scenario): TracedDelivery {
  const body = bodyOf(delivery, { seed, events });
  const { fault } = delivery;
  if (fault?.kind !== "reset" || fault.during !== "body") return { ...delivery, body };
  const last = new TextEncoder().encode(body).length - 1;
  return { ...delivery, body, fault: { ...fault, afterBytes: Math.min(fault.afterBytes, last) } };
}
