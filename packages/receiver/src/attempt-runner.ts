import { AttemptWatch, type Ending, type WatchedAttempt } from "./attempt-watch.ts";
import { type Backoff, drawDelayMs } from "./backoff.ts";
import type { Clock } from "./clock.ts";
import { leaseLost, noAttemptLeft, receiverCloses } from "./end-of-attempt.ts";
import { errorName } from "./error-name.ts";
import type { Claim, Inbox, Outcome } from "./inbox.ts";
import type { AttemptTelemetry, Telemetry } from "./telemetry/telemetry.ts";

/** After the inbox failed, the time until it is asked again: long enough not to hammer a store that restarts. */
export const askAgainMs = 1_000;

/** An attempt that failed, and what becomes of the event. */
export interface FailedAttempt {
  readonly claim: Claim;
  readonly error: unknown;
  readonly outcome: Exclude<Outcome, { kind: "done" }>;
}

/** What it takes to bring a claim to its end. */
export interface RunnerOptions {
  readonly inbox: Inbox;
  /** The most attempts at one event. */
  readonly attempts: number;
  readonly backoff: Backoff;
  readonly attemptTimeoutMs: number;
  readonly leaseMs: number;
  /** Events that are done are kept in the inbox. */
  readonly keepDone: boolean;
  /** Has the attempt call the handler. Rejects when the event could not be handled. */
  readonly handle: (claim: Claim, signal: AbortSignal, attempt: AttemptTelemetry) => Promise<void>;
  /** Told of each failed attempt, before its outcome is stored. Must not throw. */
  readonly onFailed: (failed: FailedAttempt) => void;
  /** Told when the inbox rejects, and when a lease was lost. Must not throw. */
  readonly onInboxError: (error: unknown, claim?: Claim) => void;
  readonly telemetry: Pick<Telemetry, "attempt">;
  readonly clock: Clock;
  /** From 0 to 1, for the backoff. */
  readonly random: () => number;
}

/** Brings claims to their end: each is handled and then settled or released, unless its lease is lost. */
export class AttemptRunner {
  readonly #options: RunnerOptions;
  readonly #watch: AttemptWatch;
  #isClosing = false;
  #isOver = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#watch = new AttemptWatch(options);
  }

  /** Hands out no event to a handler from now on: what is still claimed goes back as it came. */
  close(): void {
    this.#isClosing = true;
    this.#watch.breakOffWaiting(receiverCloses());
  }

  /** Aborts the signals of what runs, whose events go back. */
  breakOff(): void {
    this.#isOver = true;
    this.#watch.breakOffAll(receiverCloses());
  }

  /**
   * From the claim to its end. The lease runs until then, by our clock. Never rejects.
   *
   * @param onHandled called when the handler ended, right before the inbox is told.
   * @param clear resolves when the handler may begin; without it, at once.
   */
  async run(claim: Claim, leaseUntil: number, onHandled: () => void, clear?: Promise<void>): Promise<void> {
    const attempt = this.#options.telemetry.attempt(claim);
    const early = this.#endWithoutHandler(claim, leaseUntil);
    const watched = early ? { ending: early, leaseUntil } : this.#begin(claim, leaseUntil, attempt, clear);
    const ending = await watched.ending;
    onHandled();
    attempt.settled(await this.#end(claim, ending, watched.leaseUntil, attempt));
  }

  /** Ends a claim without an attempt. Never rejects. */
  async giveBack(claim: Claim, leaseUntil: number): Promise<void> {
    await this.#release(claim, leaseUntil);
  }

  #begin(
    claim: Claim,
    leaseUntil: number,
    attempt: AttemptTelemetry,
    clear: Promise<void> | undefined,
  ): WatchedAttempt {
    const handle = async (signal: AbortSignal): Promise<void> => this.#options.handle(claim, signal, attempt);
    return this.#watch.begin(claim, leaseUntil, handle, clear);
  }

  #endWithoutHandler(claim: Claim, leaseUntil: number): Ending | undefined {
    const { attempts, clock } = this.#options;
    if (this.#isClosing) return { kind: "closing" };
    if (claim.attempt > attempts) return { kind: "failed", error: noAttemptLeft(claim.vanished, attempts) };
    // The process was paused since it claimed.
    return clock.now() >= leaseUntil ? { kind: "lost" } : undefined;
  }

  /** Tells the inbox. Resolves with false when that was too late, as the lease was lost. */
  async #end(claim: Claim, ending: Ending, leaseUntil: number, attempt: AttemptTelemetry): Promise<boolean> {
    if (ending.kind === "failed") {
      const outcome = this.#failed(claim, ending.error);
      attempt.ended(outcome.kind, ending.error);
      return this.#settle(claim, outcome, leaseUntil);
    }
    attempt.ended(ending.kind);
    if (ending.kind === "closing") return this.#release(claim, leaseUntil);
    if (ending.kind === "done") {
      return this.#settle(claim, { kind: "done", keep: this.#options.keepDone }, leaseUntil);
    }
    this.#lost(claim);
    return false;
  }

  #failed(claim: Claim, error: unknown): FailedAttempt["outcome"] {
    const { attempts, backoff, random, onFailed } = this.#options;
    const name = errorName(error);
    const outcome: FailedAttempt["outcome"] =
      claim.attempt >= attempts
        ? { kind: "dead", error: name }
        : { kind: "retry", delayMs: drawDelayMs(claim.attempt, backoff, random), error: name };
    onFailed({ claim, error, outcome });
    return outcome;
  }

  #settle(claim: Claim, outcome: Outcome, leaseUntil: number): Promise<boolean> {
    return this.#whileHeld(claim, leaseUntil, () => this.#options.inbox.settle(claim, outcome));
  }

  #release(claim: Claim, leaseUntil: number): Promise<boolean> {
    return this.#whileHeld(claim, leaseUntil, () => this.#options.inbox.release(claim));
  }

  /**
   * Asks the inbox again until it answers or the lease is over. Then the event is handed out again, and what was done
   * is done twice; so it is worth the wait. Resolves with false when it did not get there.
   */
  async #whileHeld(claim: Claim, leaseUntil: number, ask: () => Promise<boolean>): Promise<boolean> {
    const { clock, onInboxError } = this.#options;
    for (;;) {
      try {
        const isHeld = await ask();
        if (!isHeld) this.#lost(claim);
        return isHeld;
      } catch (error) {
        onInboxError(error, claim);
      }
      if (this.#isOver || clock.now() + askAgainMs >= leaseUntil) return false;
      await new Promise<void>((resolve) => clock.after(askAgainMs, resolve));
    }
  }

  #lost(claim: Claim): void {
    this.#options.onInboxError(leaseLost(), claim);
  }
}
