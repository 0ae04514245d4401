import type { Random } from "./random.ts";
import { type Deed, type EventKind, eventWith, type Task } from "./task.ts";

/** A delivery that is to be sent until it was answered. */
export interface NumberedDelivery {
  readonly number: number;
  readonly events: readonly {
    readonly chat: string;
    readonly kind: EventKind;
    readonly task: Omit<Task, "id">;
  }[];
}

/** How the events are drawn: shares from 0 to 1. */
export interface Mix {
  readonly chats: number;
  /** The most events in one delivery. */
  readonly most: number;
  readonly unrecognized: number;
  /** Of those that break the schema a quarter has no chat that could be read. */
  readonly invalid: number;
  readonly failOnce: number;
  readonly fail: number;
  /** The longest time that a handler takes, in milliseconds. */
  readonly longestMs: number;
}

/** Makes the deliveries of a proof, each with a number of its own. */
export class NumberedDeliveries {
  readonly #random: Random;
  readonly #mix: Mix;
  #last = 0;

  constructor(random: Random, mix: Mix) {
    this.#random = random;
    this.#mix = mix;
  }

  next(): NumberedDelivery {
    const events = Array.from({ length: this.#random.int(1, this.#mix.most) }, () => ({
      chat: `chat_${this.#random.int(1, this.#mix.chats)}`,
      kind: this.#kind(),
      task: { deed: this.#deed(), ms: this.#random.int(0, this.#mix.longestMs) },
    }));
    return { number: ++this.#last, events };
  }

  #kind(): EventKind {
    const { unrecognized, invalid } = this.#mix;
    const drawn = this.#random.next();
    if (drawn < invalid) return drawn < invalid / 4 ? "chatless" : "invalid";
    return drawn < invalid + unrecognized ? "unrecognized" : "valid";
  }

  #deed(): Deed {
    const { failOnce, fail } = this.#mix;
    const drawn = this.#random.next();
    if (drawn < fail) return "fail";
    return drawn < fail + failOnce ? "fail once" : "end";
  }
}

/** Names one event of one try to send a delivery. */
export function taskId(delivery: number, tries: number, index: number): string {
  return `${delivery}.${tries}.${index}`;
}

/** The body of one try: no two of them hold the same event, so that each can be found again. */
export function bodyOf({ number, events }: NumberedDelivery, tries: number): string {
  return JSON.stringify({
    events: events.map(({ chat, kind, task }, index) =>
      eventWith({ id: taskId(number, tries, index), ...task }, chat, kind),
    ),
  });
}
