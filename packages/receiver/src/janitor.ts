import type { Clock } from "./clock.ts";
import type { Inbox, PurgeRequest } from "./inbox.ts";

/** The time between two rounds, in milliseconds. Retention is counted in hours and days; a round that finds nothing costs little. */
const roundMs = 60_000;

/** The most events removed at once: some milliseconds of the store's time. */
const batch = 500;

export interface JanitorOptions {
  readonly inbox: Pick<Inbox, "purge">;
  /** What is removed in each round. */
  readonly purges: readonly Omit<PurgeRequest, "limit">[];
  readonly clock: Clock;
  /** Must not throw. */
  readonly onInboxError: (error: unknown) => void;
}

/** Removes the settled events that are not to be kept any longer. */
export class Janitor {
  readonly #options: JanitorOptions;
  #state: "new" | "started" | "stopped" = "new";
  #callOff: () => void = () => {};
  #round: Promise<void> = Promise.resolve();

  constructor(options: JanitorOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#state !== "new" || this.#options.purges.length === 0) return;
    this.#state = "started";
    this.#round = this.#clean();
  }

  /** Begins nothing more, and resolves when the batch under way is over. */
  async stop(): Promise<void> {
    this.#state = "stopped";
    this.#callOff();
    await this.#round;
  }

  async #clean(): Promise<void> {
    const { inbox, purges, clock, onInboxError } = this.#options;
    try {
      for (const purge of purges) {
        let removed = batch;
        while (removed === batch && this.#state === "started") {
          removed = await inbox.purge({ ...purge, limit: batch });
        }
      }
    } catch (error) {
      // The next round tries again.
      onInboxError(error);
    }
    if (this.#state !== "started") return;
    this.#callOff = clock.after(roundMs, () => {
      this.#round = this.#clean();
    });
  }
}
