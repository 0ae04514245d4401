import type { Route } from "../route.ts";
import { scenario } from "../schedule/scenario.ts";
import type { MockProtoOptions } from "./options.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import type { SentDelivery } from "./sent-delivery.ts";
import type { Work } from "./work.ts";

/**
 * The outbox that the options ask for; undefined when they name no sender.
 *
 * @throws {FormatError} when the sender or the seed is not what it must be.
 */
export function openOutbox(
  { sender: given, seed: number, headers, timeoutMs }: MockProtoOptions,
  route: Route,
  work: Work,
  onAnswer: (sent: SentDelivery) => void,
): Outbox | undefined {
  const seeded = number === undefined ? {} : { seed: number };
  const { sender, seed } = scenario({ events: [], sender: given ?? [], ...seeded });
  if (given === undefined) return undefined;
  const options = {
    ...(headers !== undefined && { headers }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  };
  return createOutbox(
    { ...options, route, sender, seed },
    { onAnswer, onWork: (ending) => work.adopt(ending, route) },
  );
}
