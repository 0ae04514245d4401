import { pause } from "../real-time.ts";
import type { Route } from "../route.ts";
import type { SendOptions } from "../send-body.ts";
import type { Habit } from "../senders/habit.ts";
import type { TracedDelivery } from "../trace/trace.ts";
import type { Source } from "./body-of.ts";
import { retriesOf } from "./retries-of.ts";
import { type SentStep, sendStep } from "./send-step.ts";
import type { Step } from "./step.ts";

/** Who sends, and where to. */
export interface Play extends SendOptions {
  readonly route: Route;
  readonly source: Source;
  readonly sender: readonly Habit[];
  /** How many deliveries the trace has already: those that are under way are named by their place in it. */
  readonly before?: number;
  /** Is told of each delivery when it has ended, and of what is sent because of it. */
  readonly onSent?: (delivery: TracedDelivery, sent: SentStep, again: readonly Step[]) => void;
}

/** Sends steps and what follows from their outcomes, as many at once as the sender does. In the order of their begin. */
export async function playSteps(steps: readonly Step[], play: Play): Promise<TracedDelivery[]> {
  const { route, source, sender, before = 0, onSent, ...options } = play;
  const queue = [...steps];
  const deliveries: TracedDelivery[] = [];
  const underWay = new Set<number>();
  const retries = sender.find((habit) => habit.kind === "retries");

  const send = async (step: Step) => {
    const during = [...underWay];
    const place = deliveries.length;
    const number = before + place + 1;
    // Holds its place until it has ended.
    deliveries.push(undefined as never);
    underWay.add(number);
    const sent = await sendStep(route, step, options);
    underWay.delete(number);
    const delivery = { ...step, during, outcome: sent.outcome };
    deliveries[place] = delivery;
    const { steps: again, withNext } = retriesOf(step, sent.outcome, { source, sender, next: queue[0] });
    if (withNext) queue.shift();
    if (retries?.meanwhile === "go_on") queue.push(...again);
    else queue.unshift(...again);
    onSent?.(delivery, sent, again);
  };
  const work = async () => {
    for (let step = queue.shift(); step; step = queue.shift()) {
      if (step.delayMs > 0) await pause(step.delayMs, options.signal);
      options.signal?.throwIfAborted();
      await send(step);
    }
  };
  const { max: width } = sender.find((habit) => habit.kind === "parallel") ?? { max: 1 };
  await Promise.all(Array.from({ length: Math.min(width, Math.max(1, queue.length)) }, work));
  return deliveries;
}
