import { pause } from "../real-time.ts";
import type { PlayOptions } from "../schedule/play.ts";
import { sendStep } from "../schedule/send-step.ts";
import { routeTo } from "../target.ts";
import type { Trace, TracedDelivery } from "./trace.ts";

/**
 * Sends what a trace says, byte for byte, with the same faults, and the same deliveries under way at the same time. What
 * is answered changes nothing of it; it is in the trace that is returned.
 *
 * @throws {DeliverError} with `bad_target` when `to` is no target.
 * @throws the reason of `signal` when it was aborted.
 */
export async function replay(trace: Trace, { to, onSent, ...options }: PlayOptions): Promise<Trace> {
  const route = routeTo(to);
  const sent: Promise<TracedDelivery>[] = [];
  for (const delivery of trace.deliveries) {
    await Promise.all(sent.filter((_, index) => !delivery.during.includes(index + 1)));
    if (delivery.delayMs > 0) await pause(delivery.delayMs, options.signal);
    options.signal?.throwIfAborted();
    const ending = sendStep(route, delivery, options).then(({ outcome, durationMs }) => {
      const ended = { ...delivery, outcome };
      onSent?.(ended, durationMs);
      return ended;
    });
    // Is awaited later; until then its failure is not unhandled.
    ending.catch(() => {});
    sent.push(ending);
  }
  return { ...trace, deliveries: await Promise.all(sent) };
}
