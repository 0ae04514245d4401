import type { Route } from "../route.ts";
import { openOutbox } from "./open-outbox.ts";
import type { MockProtoOptions } from "./options.ts";
import type { Outbox } from "./outbox.ts";
import { echo, type HumanScript } from "./script.ts";
import type { SentDelivery } from "./sent-delivery.ts";
import { createWork, type Work } from "./work.ts";

/** What mock Proto is at until `proto.reset()`, when another one begins. */
export interface Run {
  readonly work: Work;
  readonly outbox: Outbox | undefined;
  script: HumanScript;
}

/** @throws {FormatError} when the sender or the seed of the options is not what it must be. */
export function createRun(
  options: MockProtoOptions,
  route: Route,
  onAnswer: (sent: SentDelivery) => void,
): Run {
  const work = createWork();
  return { work, outbox: openOutbox(options, route, work, onAnswer), script: echo };
}
