import type { DeliverErrorCode } from "../deliver-error.ts";

/** What became of a delivery: the receiver's answer, or why there was none. */
export type Outcome =
  | {
      readonly status: number;
      /** `""` is left out. */
      readonly body?: string;
      /** The sender never saw the answer. */
      readonly lost?: true;
    }
  | { readonly error: DeliverErrorCode };

/** Whether the receiver took the delivery over; the sender may not know it. */
export function isAccepted(outcome: Outcome): boolean {
  return "status" in outcome && outcome.status === 200;
}
