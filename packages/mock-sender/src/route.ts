import type { BodyFault } from "./body-fault.ts";
import type { Bytes } from "./bytes.ts";
import type { DeliveryAnswer } from "./delivery-answer.ts";

/** What is sent. */
export interface Outgoing {
  readonly method: "POST";
  readonly headers: Headers;
  readonly body: string | Bytes;
  /** Ends the sending and the waiting. */
  readonly signal: AbortSignal;
}

/** A target that was found good: how to send to it, and what to call it in errors. */
export interface Route {
  /** The URL without its query, which may hold a secret, or "The function". */
  readonly name: string;
  /**
   * @param fault what happens to the body on its way.
   * @throws {DeliverError} with `broken_off` when the fault broke the connection.
   */
  send(outgoing: Outgoing, fault?: BodyFault): Promise<RouteAnswer>;
}

/** What came back. */
export type RouteAnswer = Omit<DeliveryAnswer, "durationMs">;
