import type { Delivery } from "@proto-webhooks/types";
import type { DeliveryAnswer } from "../delivery-answer.ts";

/** A delivery that mock Proto sent, and how it was answered. */
export interface SentDelivery extends DeliveryAnswer {
  readonly delivery: Delivery;
}

/** Is told of a delivery when it was answered. What it throws, the call that delivered throws. */
export type DeliveryListener = (sent: SentDelivery) => void;
