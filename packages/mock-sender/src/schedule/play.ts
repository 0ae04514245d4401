import type { SendOptions } from "../send-body.ts";
import { type DeliverTarget, routeTo } from "../target.ts";
import type { Trace, TracedDelivery } from "../trace/trace.ts";
import { playSteps } from "./play-steps.ts";
import type { Scenario } from "./scenario.ts";
import { schedule } from "./schedule.ts";

/** Where a scenario is played, or a trace replayed. */
export interface PlayOptions extends SendOptions {
  to: DeliverTarget;
  /** Is told of each delivery when it has ended, and how long that took, in milliseconds. */
  onSent?: (delivery: TracedDelivery, durationMs: number) => void;
}

/**
 * Sends what a scenario says, and resolves with what was sent and answered. No answer is an outcome like any other.
 *
 * @throws {DeliverError} with `bad_target` when `to` is no target.
 * @throws the reason of `signal` when it was aborted.
 */
export async function play(scenario: Scenario, { to, onSent, ...options }: PlayOptions): Promise<Trace> {
  const { seed, sender, events } = scenario;
  const route = routeTo(to);
  const deliveries = await playSteps(schedule(scenario), {
    ...options,
    route,
    source: { seed, events },
    sender,
    ...(onSent && { onSent: (delivery, { durationMs }) => onSent(delivery, durationMs) }),
  });
  return { scenario, deliveries };
}
