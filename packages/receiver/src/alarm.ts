import type { Clock } from "./clock.ts";

/** One timer for many: it rings once, at the earliest of the times it was set to. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #at = Number.POSITIVE_INFINITY;
  #callOff: (() => void) | undefined;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** Rings after the time, unless it rings earlier anyway. */
  set(inMs: number): void {
    const at = this.#clock.now() + inMs;
    if (at >= this.#at) return;
    this.clear();
    this.#at = at;
    this.#callOff = this.#clock.after(inMs, () => {
      this.#at = Number.POSITIVE_INFINITY;
      this.#callOff = undefined;
      this.#ring();
    });
  }

  clear(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#at = Number.POSITIVE_INFINITY;
  }
}
