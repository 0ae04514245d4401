import type { Delivery, KnownEvent } from "@proto-webhooks/types";
import { nextTurn } from "../real-time.ts";
import { type Play, playSteps } from "../schedule/play-steps.ts";
import type { ScenarioEvent } from "../schedule/scenario.ts";
import { plan } from "../schedule/schedule.ts";
import type { SentStep } from "../schedule/send-step.ts";
import type { Step } from "../schedule/step.ts";
import type { Trace, TracedDelivery } from "../trace/trace.ts";
import type { SentDelivery } from "./sent-delivery.ts";

/** What Proto has to tell, on its way through the habits of a sender. */
export interface Outbox {
  /**
   * Sends the event of a delivery, together with all that is said in the same turn. Resolves with the delivery that had it
   * when that was answered and is not sent again; rejects when no answer came.
   */
  send(delivery: Delivery): Promise<SentDelivery>;
  /** All that was sent so far. */
  readonly trace: Trace;
}

interface Waiting {
  resolve(sent: SentDelivery): void;
  reject(error: unknown): void;
}

/** What an outbox tells. */
export interface OutboxTold {
  /** A delivery was answered, and the sender saw it. */
  readonly onAnswer: (sent: SentDelivery) => void;
  /** Something is under way: until this is resolved, as it always is in the end. */
  readonly onWork: (ending: Promise<void>) => void;
}

export function createOutbox(
  { seed, ...play }: Omit<Play, "source" | "before" | "onSent"> & { readonly seed: number },
  { onAnswer, onWork }: OutboxTold,
): Outbox {
  const events: ScenarioEvent[] = [];
  const deliveries: TracedDelivery[] = [];
  const waiting = new Map<number, Waiting>();
  const errors = new Map<number, unknown>();
  const source = { seed, events };
  let first = 1;
  let firstDelivery = 1;
  let isSending = false;

  const onSent = (delivery: TracedDelivery, { answer, error }: SentStep, again: readonly Step[]) => {
    const sent = answer && { ...answer, delivery: JSON.parse(String(delivery.body)) as Delivery };
    if (sent) onAnswer(sent);
    const comesAgain = new Set(again.flatMap(({ items }) => items.map(({ event }) => event)));
    for (const { event } of delivery.items) {
      if (comesAgain.has(event)) continue;
      if (sent) settle(event, (one) => one.resolve(sent));
      // A duplicate may still be answered.
      else errors.set(event, error);
    }
  };
  const settle = (event: number, how: (one: Waiting) => void) => {
    const one = waiting.get(event);
    waiting.delete(event);
    if (one) how(one);
  };
  const sendPending = async () => {
    const pending = { seed, events: events.slice(first - 1), first };
    first = events.length + 1;
    const steps = plan(pending, play.sender, firstDelivery);
    firstDelivery += new Set(steps.map(({ name }) => Number.parseInt(name, 10))).size;
    deliveries.push(...(await playSteps(steps, { ...play, source, before: deliveries.length, onSent })));
    for (const [event, error] of errors) settle(event, (one) => one.reject(error));
    errors.clear();
  };
  const sendAll = async () => {
    while (first <= events.length) {
      // What is said in one turn can share a delivery.
      await nextTurn();
      await sendPending();
    }
    isSending = false;
  };
  return {
    get trace() {
      const { sender } = play;
      return { scenario: { seed, sender, events: [...events] }, deliveries: [...deliveries] };
    },
    send(delivery) {
      events.push(...(delivery.events as KnownEvent[]));
      const answered = new Promise<SentDelivery>((resolve, reject) => {
        waiting.set(events.length, { resolve, reject });
      });
      if (!isSending) {
        isSending = true;
        const ending = sendAll().catch((error: unknown) => {
          for (const event of [...waiting.keys()]) settle(event, (one) => one.reject(error));
        });
        onWork(ending);
      }
      return answered;
    },
  };
}
