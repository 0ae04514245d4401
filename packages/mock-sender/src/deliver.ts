import type { Delivery } from "@proto-webhooks/types";
import { validateDelivery } from "@proto-webhooks/validators/strict";
import type { Bytes } from "./bytes.ts";
import type { DeliveryAnswer } from "./delivery-answer.ts";
import { InvalidValueError } from "./invalid-value-error.ts";
import { type SendOptions, sendBody } from "./send-body.ts";
import { type DeliverTarget, routeTo } from "./target.ts";

/** How to deliver. */
export interface DeliverOptions extends SendOptions {
  /** Where to. A function is called with a request to `http://localhost/webhook`, without a network. */
  to: DeliverTarget;
}

/**
 * Sends one delivery as Proto does: a POST with a JSON body. An answer that is not 200 is an answer like any other.
 *
 * @param delivery a delivery that fits the spec, or a text or bytes, which are sent exactly as they are: that is how to
 *   send something broken, or a type that the spec does not list.
 * @throws {InvalidValueError} when a delivery does not fit the spec; nothing was sent then.
 * @throws {DeliverError} when there was no answer.
 */
export async function deliver(
  delivery: Delivery | string | Bytes,
  { to, ...options }: DeliverOptions,
): Promise<DeliveryAnswer> {
  return sendBody(routeTo(to), bodyOf(delivery), options);
}

function bodyOf(delivery: Delivery | string | Bytes): string | Bytes {
  if (typeof delivery === "string" || delivery instanceof Uint8Array) return delivery;
  const result = validateDelivery(delivery);
  if (result.ok) return JSON.stringify(delivery);
  throw new InvalidValueError(
    "Delivery",
    result.issues,
    "\nTo send it all the same, give it as text: JSON.stringify(delivery).",
  );
}
