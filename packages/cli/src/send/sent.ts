import type { Outcome } from "@proto-webhooks/mock-sender";
import type { Outgoing } from "./outgoing.ts";

/** A delivery that was sent, and what became of it. */
export interface Sent extends Omit<Outgoing, "body"> {
  /** What its scenario or trace calls it; null for any other. */
  name: string | null;
  outcome: Outcome;
  /** From the request to the end of the answer, or to what kept it from coming, in milliseconds. */
  durationMs: number;
}
