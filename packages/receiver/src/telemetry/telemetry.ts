import type { Claim, Committed, NewEvent, Outcome } from "../inbox.ts";
import type { ReceiverErrorCode } from "../receiver-error.ts";

/** Watches what a receiver does, and changes nothing of it. It never throws anything of its own. */
export interface Telemetry {
  /** A request has come. */
  delivery(): DeliveryTelemetry;
  /** An event was claimed, and is to be handled. */
  attempt(claim: Claim): AttemptTelemetry;
  /** The same task, but as part of no trace, whoever calls it. */
  detached(task: () => void): () => void;
  /** The inbox is looked at no longer. */
  close(): void;
}

/** Watches one delivery, from the request to the answer. */
export interface DeliveryTelemetry {
  /** Does what is to be done for it, and passes on what comes of that. */
  during<T>(work: () => T): T;
  /** Stores its events, after it marked them with the trace that they belong to. */
  commit(
    events: readonly NewEvent[],
    store: (events: readonly NewEvent[]) => Promise<readonly Committed[]>,
  ): Promise<readonly Committed[]>;
  /** It is answered. The code is that of a refusal. */
  answered(status: number, code?: ReceiverErrorCode): void;
}

/** How an attempt ended: as the inbox is told; or `lost`, like its lease; or `closing`, and the event goes back. */
export type AttemptOutcome = Outcome["kind"] | "lost" | "closing";

/** Watches one attempt. */
export interface AttemptTelemetry {
  /** Calls the handler, and passes on what comes of that. The type is what the sender wrote. */
  handle<T>(type: string, handler: () => T): T;
  /** The handler ended, or was left to itself, or there was no time for it. */
  ended(outcome: AttemptOutcome, error?: unknown): void;
  /** The outcome is in the inbox; or it is not, as the lease was lost. */
  settled(isStored: boolean): void;
}
