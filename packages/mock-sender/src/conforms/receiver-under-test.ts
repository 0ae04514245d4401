import type { DeliverTarget } from "../target.ts";

/** A receiver, as `conforms` sees it. */
export interface ReceiverUnderTest {
  /** Where deliveries go. */
  readonly deliverTo: DeliverTarget;
  /** Headers of each delivery, such as the secret that it expects. */
  readonly headers?: HeadersInit;
  /**
   * All events that reached a handler so far, in that order; others than those that `conforms` sent do no harm. For a
   * receiver whose handlers cannot call `handle`: one in another process, say. It is asked again and again.
   */
  readonly handled?: () => readonly unknown[] | Promise<readonly unknown[]>;
  /** Resolves when all that it accepted was handled. With it, `conforms` need not wait to see that nothing more comes. */
  readonly idle?: () => Promise<unknown>;
  /** Is called when the receiver is no longer needed. */
  readonly close?: () => unknown;
}

/**
 * Call it from your handler of every event, with the event as it came, and await it: it takes the place of your handler's
 * work. It takes long, or throws, when `conforms` wants to see what a receiver does then.
 */
export type Handle = (event: unknown) => Promise<void>;

/** Starts a receiver that nothing was sent to. */
export type StartReceiver = (handle: Handle) => ReceiverUnderTest | Promise<ReceiverUnderTest>;
