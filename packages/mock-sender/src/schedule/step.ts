/** Something that a habit does to an event before it is sent. */
export type Change = "unknown_fields" | "unknown_message" | "unknown_event" | "nulls";

/** What a delivery holds of a scenario. */
export interface Item {
  /** Which event, from 1. */
  readonly event: number;
  /**
   * What is done to it, in this order. One with `unknown_event` is not the event itself but one more of its chat.
   */
  readonly changes?: readonly Change[];
}

/** What happens to a delivery on its way. */
export type WireFault =
  | { readonly kind: "lost_answer" }
  | { readonly kind: "slow_body"; readonly chunks: number; readonly pauseMs: number }
  /** The connection breaks after so many bytes of the body; not 0, and not all of them. */
  | { readonly kind: "reset"; readonly during: "body"; readonly afterBytes: number }
  | { readonly kind: "reset"; readonly during: "answer" };

/** One delivery that is to be sent: what, how and when. A plain value. */
export interface Step {
  /**
   * Tells it apart from all others, and says what it is: `3`, its duplicate `3d`, its second try `3.2`, and the second
   * half of that `3.2b`. What is drawn for it is drawn by this name.
   */
  readonly name: string;
  /** From 1. */
  readonly try: number;
  readonly items: readonly Item[];
  /** Exactly what is sent. */
  readonly body: string;
  /** Whether it is spelled otherwise than `JSON.stringify` does. */
  readonly respelled: boolean;
  /** How long the sender waits before it, in milliseconds. */
  readonly delayMs: number;
  readonly fault?: WireFault;
}
