/// <reference types="node" />
import { Agent } from "node:http";
import type { Try } from "./load.ts";
import { bodyOf, type NumberedDelivery } from "./numbered-deliveries.ts";
import { send } from "./send.ts";
import type { Deed, EventKind } from "./task.ts";

/** An event of a delivery that is written by hand. */
export interface HandWritten {
  readonly chat: string;
  readonly kind?: EventKind;
  readonly deed?: Deed;
  readonly ms?: number;
}

/** Sends deliveries that are written by hand, each once, and keeps a log of them for the judge. */
export class Sender {
  readonly tries: Try[] = [];
  #moment = 0;

  /** Resolves when it was answered, or the connection was closed. */
  async send(url: string, events: readonly HandWritten[], leave: boolean = false): Promise<Try> {
    const delivery: NumberedDelivery = {
      number: this.tries.length + 1,
      events: events.map(({ chat, kind = "valid", deed = "end", ms = 0 }) => ({
        chat,
        kind,
        task: { deed, ms },
      })),
    };
    const sentAt = ++this.#moment;
    const one: Try = { delivery, number: 1, sentAt, answeredAt: undefined, outcome: undefined };
    this.tries.push(one);
    const agent = new Agent();
    one.outcome = await send(agent, url, bodyOf(delivery, 1), leave);
    if (one.outcome === 200) one.answeredAt = ++this.#moment;
    return one;
  }
}
