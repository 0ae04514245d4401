import type { Clock } from "../clock.ts";
import type { Receipt } from "../inbox.ts";

interface Seen {
  readonly receipt: Receipt;
  readonly at: number;
}

/** The last event of each chat and fingerprint, for the time in which one that says the same is a suspected duplicate. */
export class Fingerprints {
  readonly #clock: Pick<Clock, "now">;
  /** Those that were seen last are behind. */
  readonly #seen = new Map<string, Seen>();

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  find(chat: string, fingerprint: string, windowMs: number): Receipt | undefined {
    const seen = this.#seen.get(keyOf(chat, fingerprint));
    return seen && this.#clock.now() - seen.at <= windowMs ? seen.receipt : undefined;
  }

  add(chat: string, fingerprint: string, receipt: Receipt, windowMs: number): void {
    const now = this.#clock.now();
    const key = keyOf(chat, fingerprint);
    this.#seen.delete(key);
    this.#seen.set(key, { receipt, at: now });
    for (const [old, { at }] of this.#seen) {
      if (now - at <= windowMs) break;
      this.#seen.delete(old);
    }
  }
}

function keyOf(chat: string, fingerprint: string): string {
  return JSON.stringify([chat, fingerprint]);
}
