import { delivery as anyDelivery } from "@proto-webhooks/mock-sender/arbitraries";
import { createData } from "@proto-webhooks/mock-sender/data";
import { createRandom } from "@proto-webhooks/mock-sender/random";
import type { Delivery } from "@proto-webhooks/types";
import { validateDelivery } from "@proto-webhooks/validators/strict";
import { check, property } from "fast-check";
import { answerParent } from "../child/answer-parent.ts";
import { mustHold } from "../void-error.ts";

/** The ways to make deliveries. */
export type Way = "random" | "data" | "arbitrary";

/** A process that makes deliveries and validates each, strictly. */
export interface Making {
  /** The seed decides which; another one gives others. @returns how long it took, in milliseconds. */
  make(work: { readonly way: Way; readonly deliveries: number; readonly seed: number }): Promise<number>;
  /** @returns the mean size of random deliveries as JSON, in bytes. */
  size(deliveries: number): Promise<number>;
}

const ways: Readonly<
  Record<Way, (deliveries: number, seed: number, judge: (made: Delivery) => void) => void>
> = {
  random(deliveries, seed, judge) {
    const { delivery } = createRandom({ seed });
    for (let n = 0; n < deliveries; n++) judge(delivery());
  },
  data(deliveries, seed, judge) {
    const { delivery } = createData({ seed });
    for (let n = 0; n < deliveries; n++) judge(delivery());
  },
  arbitrary(deliveries, seed, judge) {
    const { failed } = check(property(anyDelivery(), judge), { numRuns: deliveries, seed });
    mustHold(!failed, "an arbitrary delivery is not valid");
  },
};

answerParent<Making>({
  async make({ way, deliveries, seed }) {
    let valid = 0;
    const began = performance.now();
    ways[way](deliveries, seed, (made) => {
      if (validateDelivery(made).ok) valid++;
    });
    const ms = performance.now() - began;
    mustHold(valid === deliveries, `of ${deliveries} deliveries ${valid} are valid`);
    return ms;
  },
  async size(deliveries) {
    const { delivery } = createRandom();
    let bytes = 0;
    for (let n = 0; n < deliveries; n++) bytes += Buffer.byteLength(JSON.stringify(delivery()));
    return bytes / deliveries;
  },
});
