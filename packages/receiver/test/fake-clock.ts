import type { Clock } from "../src/clock.ts";

/** A clock that a test sets forward. */
export class FakeClock implements Clock {
  readonly #timers = new Set<{ at: number; task: () => void }>();
  #now = 0;

  now(): number {
    return this.#now;
  }

  after(ms: number, task: () => void): () => void {
    const timer = { at: this.#now + ms, task };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** How long until each timer. */
  get waiting(): number[] {
    return [...this.#timers].map(({ at }) => at - this.#now).toSorted((a, b) => a - b);
  }

  /** Lets the time pass, timer by timer, and what follows from each. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await turns();
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.at);
      this.#timers.delete(next);
      next.task();
      await turns();
    }
    this.#now = end;
  }

  /** The process is paused: the time passes, and no timer runs before it goes on. */
  pause(ms: number): void {
    this.#now += ms;
  }
}

/** Lets all that needs no time come to rest: some turns of the event loop. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
}
