import { Alarm } from "./alarm.ts";
import type { Clock } from "./clock.ts";
import { attemptTimedOut, leaseLost } from "./end-of-attempt.ts";
import type { Claim, Inbox } from "./inbox.ts";

/** After its signal aborted, how long a handler may take to stop before it is left to itself. */
export const lastCallMs = 100;

/** How an attempt ended: `lost` is its lease, `closing` the receiver. */
export type Ending =
  | { readonly kind: "done" | "lost" | "closing" }
  | { readonly kind: "failed"; readonly error: unknown };

/** An attempt whose handler runs. */
export interface WatchedAttempt {
  /** When the lease ends, by our clock. For the inbox it ends later, as it began to count later. */
  readonly leaseUntil: number;
  /** Resolves when the handler ended, or was left to itself after its signal aborted. */
  readonly ending: Promise<Ending>;
}

/** What the watch needs. */
export interface WatchOptions {
  readonly inbox: Pick<Inbox, "extend">;
  readonly leaseMs: number;
  readonly attemptTimeoutMs: number;
  readonly clock: Clock;
  readonly onInboxError: (error: unknown) => void;
}

interface Running {
  readonly claim: Claim;
  readonly controller: AbortController;
  /** Infinite until the handler begins. */
  timeoutAt: number;
  leaseUntil: number;
  /** Set when it was broken off. */
  brokenOff: Ending | undefined;
  /** Leaves the handler to itself. */
  leave: (ending: Ending) => void;
}

/** Watches attempts while they run: extends their leases, and breaks off those whose time or lease is over. */
export class AttemptWatch {
  readonly #options: WatchOptions;
  readonly #running = new Set<Running>();
  /** One timer for all: for the next extension, or what is to be broken off before it. */
  readonly #alarm: Alarm;
  #extendAt = 0;
  #isExtending = false;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock, () => this.#look());
  }

  /**
   * Begins an attempt whose lease runs until then, by our clock.
   *
   * @param clear resolves when the handler may begin; until then the lease is extended, and no time of the attempt passes.
   */
  begin(
    claim: Claim,
    leaseUntil: number,
    handle: (signal: AbortSignal) => Promise<void>,
    clear?: Promise<void>,
  ): WatchedAttempt {
    const { clock, attemptTimeoutMs } = this.#options;
    const now = clock.now();
    const running: Running = {
      claim,
      controller: new AbortController(),
      timeoutAt: clear ? Number.POSITIVE_INFINITY : now + attemptTimeoutMs,
      leaseUntil,
      brokenOff: undefined,
      leave: () => {},
    };
    const left = new Promise<Ending>((resolve) => {
      running.leave = resolve;
    });
    if (this.#running.size === 0) this.#extendAt = now + this.#beatMs;
    this.#running.add(running);
    this.#setAlarm(now, running);
    const run = async (): Promise<void> => {
      if (clear) {
        await clear;
        running.controller.signal.throwIfAborted();
        this.#hasBegun(running);
      }
      await handle(running.controller.signal);
    };
    const handled = run().then(
      (): Ending => ({ kind: "done" }),
      (error: unknown): Ending => ({ kind: "failed", error }),
    );
    return {
      get leaseUntil() {
        return running.leaseUntil;
      },
      ending: Promise.race([handled, left]).then((ending) => this.#end(running, ending)),
    };
  }

  /** Breaks off what has not begun yet, because the receiver closes. */
  breakOffWaiting(reason: Error): void {
    for (const running of this.#running) {
      if (running.timeoutAt === Number.POSITIVE_INFINITY)
        this.#breakOff(running, { kind: "closing" }, reason);
    }
  }

  /** Breaks off all that runs, because the receiver closes. */
  breakOffAll(reason: Error): void {
    for (const running of this.#running) this.#breakOff(running, { kind: "closing" }, reason);
  }

  #end(running: Running, ending: Ending): Ending {
    this.#running.delete(running);
    if (this.#running.size === 0) this.#alarm.clear();
    // What was done although the receiver closes is done. What comes after the timeout came too late.
    if (running.brokenOff?.kind === "closing" && ending.kind === "done") return ending;
    return running.brokenOff ?? ending;
  }

  #hasBegun(running: Running): void {
    const now = this.#options.clock.now();
    running.timeoutAt = now + this.#options.attemptTimeoutMs;
    this.#setAlarm(now, running);
  }

  #breakOff(running: Running, ending: Ending, reason: Error): void {
    if (running.brokenOff) return;
    running.brokenOff = ending;
    running.controller.abort(reason);
    this.#options.clock.after(lastCallMs, () => running.leave(ending));
  }

  /** The time between two extensions: two of them may fail before a lease is lost. */
  get #beatMs(): number {
    return this.#options.leaseMs / 3;
  }

  #setAlarm(now: number, { timeoutAt, leaseUntil }: Running): void {
    this.#alarm.set(Math.max(0, Math.min(this.#extendAt, timeoutAt, leaseUntil) - now));
  }

  #look(): void {
    const { clock, attemptTimeoutMs } = this.#options;
    const now = clock.now();
    for (const running of this.#running) {
      if (now >= running.leaseUntil) {
        this.#breakOff(running, { kind: "lost" }, leaseLost());
      } else if (now >= running.timeoutAt) {
        const error = attemptTimedOut(attemptTimeoutMs);
        this.#breakOff(running, { kind: "failed", error }, error);
      }
    }
    if (now >= this.#extendAt) {
      this.#extendAt = now + this.#beatMs;
      void this.#extend(now);
    }
    for (const running of this.#running) if (!running.brokenOff) this.#setAlarm(now, running);
  }

  async #extend(now: number): Promise<void> {
    const { inbox, leaseMs, onInboxError } = this.#options;
    const held = [...this.#running].filter(({ brokenOff }) => brokenOff?.kind !== "lost");
    if (this.#isExtending || held.length === 0) return;
    this.#isExtending = true;
    try {
      const claims = held.map(({ claim }) => claim);
      const lost = new Set((await inbox.extend(claims, leaseMs)).map(({ lease }) => lease));
      for (const running of held) {
        if (!lost.has(running.claim.lease)) running.leaseUntil = now + leaseMs;
        else if (this.#running.has(running)) this.#breakOff(running, { kind: "lost" }, leaseLost());
      }
    } catch (error) {
      // The next beat tries again. A lease that ran out until then is lost.
      onInboxError(error);
    }
    this.#isExtending = false;
  }
}
