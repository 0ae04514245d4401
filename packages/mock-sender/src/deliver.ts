import type { Delivery } from "@proto-webhooks/types";
import { validateDelivery } from "@proto-webhooks/validators/strict";
import { DeliverError } from "./deliver-error.ts";
import type { DeliveryAnswer } from "./delivery-answer.ts";
import { InvalidValueError } from "./invalid-value-error.ts";
import { expireAfter } from "./real-time.ts";
import { type DeliverTarget, routeTo } from "./target.ts";

/** How to deliver. */
export interface DeliverOptions {
  /** Where to. A function is called with a request to `http://localhost/webhook`, without a network. */
  to: DeliverTarget;
  /** Headers beside `content-type: application/json`, which they may replace. */
  headers?: HeadersInit;
  /** How long to wait for the whole answer, in milliseconds. Default 10,000: longer than a good receiver ever needs. */
  timeoutMs?: number;
  /** Ends the waiting; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
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
  delivery: Delivery | string | Uint8Array<ArrayBuffer>,
  { to, headers, timeoutMs = 10_000, signal }: DeliverOptions,
): Promise<DeliveryAnswer> {
  const body = bodyOf(delivery);
  const route = routeTo(to);
  const allHeaders = new Headers({ accept: "*/*", "content-type": "application/json" });
  new Headers(headers).forEach((value, key) => {
    allHeaders.set(key, value);
  });
  signal?.throwIfAborted();
  const expiry = expireAfter(timeoutMs);
  const either = signal ? AbortSignal.any([signal, expiry.signal]) : expiry.signal;
  const start = performance.now();
  try {
    const answer = route.send({ method: "POST", headers: allHeaders, body, signal: either });
    return { ...(await unlessAborted(answer, either)), durationMs: performance.now() - start };
  } catch (error) {
    if (!expiry.signal.aborted) throw error;
    throw new DeliverError(
      "timeout",
      `${route.name} gave no full answer within ${timeoutMs} ms. Answer first and work afterwards, or raise timeoutMs.`,
      { cause: error },
    );
  } finally {
    expiry.cancel();
  }
}

function bodyOf(delivery: Delivery | string | Uint8Array<ArrayBuffer>): string | Uint8Array<ArrayBuffer> {
  if (typeof delivery === "string" || delivery instanceof Uint8Array) return delivery;
  const result = validateDelivery(delivery);
  if (result.ok) return JSON.stringify(delivery);
  throw new InvalidValueError(
    "Delivery",
    result.issues,
    "\nTo send it all the same, give it as text: JSON.stringify(delivery).",
  );
}

/** A function may ignore the signal of its request; the waiting ends all the same. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
