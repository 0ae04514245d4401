/// <reference types="node" />
import { EventEmitter, once } from "node:events";
import { Agent } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { bodyOf, type NumberedDeliveries, type NumberedDelivery } from "./numbered-deliveries.ts";
import type { Random } from "./random.ts";
import { type Outcome, send } from "./send.ts";

/** One sending of a delivery. A delivery that was not answered is sent again, as a sender may that wants to lose nothing. */
export interface Try {
  readonly delivery: NumberedDelivery;
  /** Which try of the delivery this is, from 1. */
  readonly number: number;
  /** Places on one line of time of all tries: what was answered before another one was sent is stored before it. */
  readonly sentAt: number;
  answeredAt: number | undefined;
  outcome: Outcome | undefined;
}

export interface LoadOptions {
  readonly deliveries: NumberedDeliveries;
  readonly random: Random;
  readonly connections: number;
  /** The longest pause of a connection between two deliveries, in milliseconds. */
  readonly longestPauseMs: number;
  /** The share of the tries that leave before they have read their answer. */
  readonly leaving: number;
}

/** A sender with several connections, and its log of what was answered. */
export class Load {
  readonly #options: LoadOptions;
  readonly #moves = new EventEmitter().setMaxListeners(0);
  readonly #connections: readonly Promise<void>[];
  readonly tries: Try[] = [];
  #url: string | undefined;
  #moment = 0;
  #isStopping = false;

  constructor(options: LoadOptions) {
    this.#options = options;
    this.#connections = Array.from({ length: options.connections }, () =>
      this.#sendInLoop(options.random.fork()),
    );
  }

  /** Where deliveries go from now on; undefined while nobody listens. */
  aim(url: string | undefined): void {
    this.#url = url;
    this.#moves.emit("move");
  }

  /** Begins no delivery any more, and resolves when all that were begun are answered. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#connections);
  }

  async #sendInLoop(random: Random): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (!this.#isStopping) {
      const delivery = this.#options.deliveries.next();
      for (let number = 1; !(await this.#try(agent, delivery, number, random)); number++);
      await wait(random.int(0, this.#options.longestPauseMs));
    }
    agent.destroy();
  }

  /** @returns whether it was answered with 200. */
  async #try(agent: Agent, delivery: NumberedDelivery, number: number, random: Random): Promise<boolean> {
    while (this.#url === undefined) await once(this.#moves, "move");
    const url = this.#url;
    const leave = random.chance(this.#options.leaving);
    const one: Try = {
      delivery,
      number,
      sentAt: ++this.#moment,
      answeredAt: undefined,
      outcome: undefined,
    };
    this.tries.push(one);
    one.outcome = await send(agent, url, bodyOf(delivery, number), leave);
    if (one.outcome === 200) one.answeredAt = ++this.#moment;
    // Nobody is there: it is not asked again before there is somebody, or what failed had another reason.
    if (one.outcome === "none" && this.#url === url) await wait(2);
    return one.outcome === 200;
  }
}
