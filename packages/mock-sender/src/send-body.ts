import type { BodyFault } from "./body-fault.ts";
import type { Bytes } from "./bytes.ts";
import { DeliverError } from "./deliver-error.ts";
import type { DeliveryAnswer } from "./delivery-answer.ts";
import { expireAfter } from "./real-time.ts";
import type { Route } from "./route.ts";

/** How a delivery is sent, wherever to. */
export interface SendOptions {
  /** Headers beside `content-type: application/json`, which they may replace. */
  headers?: HeadersInit;
  /** How long to wait for the whole answer, in milliseconds. Default 10,000: longer than a good receiver ever needs. */
  timeoutMs?: number;
  /** Ends the waiting; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Sends exactly these bytes as a delivery.
 *
 * @throws {DeliverError} when there was no answer.
 */
export async function sendBody(
  route: Route,
  body: string | Bytes,
  { headers, timeoutMs = 10_000, signal }: SendOptions,
  fault?: BodyFault,
): Promise<DeliveryAnswer> {
  const allHeaders = new Headers({ accept: "*/*", "content-type": "application/json" });
  new Headers(headers).forEach((value, key) => {
    allHeaders.set(key, value);
  });
  signal?.throwIfAborted();
  const expiry = expireAfter(timeoutMs);
  const either = signal ? AbortSignal.any([signal, expiry.signal]) : expiry.signal;
  const start = performance.now();
  try {
    const answer = route.send({ method: "POST", headers: allHeaders, body, signal: either }, fault);
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

/** A function may ignore the signal of its request; the waiting ends all the same. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
