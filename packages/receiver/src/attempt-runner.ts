import { AttemptWatch, type Ending, type WatchedAttempt } from "./attempt-watch.ts";
import { type Backoff, drawDelayMs } from "./backoff.ts";
import type { Clock } from "./clock.ts";
import { leaseLost, processDiedEachTime, receiverCloses } from "./end-of-attempt.ts";
import { errorName } from "./error-name.ts";
import type { Claim, Inbox, Outcome } from "./inbox.ts";

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
  /** Calls the handler. Rejects when the event could not be handled. */
  readonly handle: (claim: Claim, signal: AbortSignal) => Promise<void>;
  /** Told of each failed attempt, before its outcome is stored. Must not throw. */
  readonly onFailed: (failed: FailedAttempt) => void;
  /** Told when the inbox rejects, and when a lease was lost. Must not throw. */
  readonly onInboxError: (error: unknown, claim?: Claim) => void;
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
    const early = this.#endWithoutHandler(claim, leaseUntil);
    const running = early ? undefined : this.#begin(claim, leaseUntil, clear);
    const ending = early ?? (await running?.ending);
    const heldUntil = running?.leaseUntil ?? leaseUntil;
    onHandled();
    const done = { kind: "done", keep: this.#options.keepDone } as const;
    if (ending?.kind === "done") await this.#settle(claim, done, heldUntil);
    else if (ending?.kind === "failed") await this.#fail(claim, ending.error, heldUntil);
    else if (ending?.kind === "closing") await this.#release(claim, heldUntil);
    else this.#lost(claim);
  }

  /** Ends a claim without an attempt. Never rejects. */
  async giveBack(claim: Claim, leaseUntil: number): Promise<void> {
    await this.#release(claim, leaseUntil);
  }

  #begin(claim: Claim, leaseUntil: number, clear: Promise<void> | undefined): WatchedAttempt {
    const handle = async (signal: AbortSignal): Promise<void> => this.#options.handle(claim, signal);
    return this.#watch.begin(claim, leaseUntil, handle, clear);
  }

  #endWithoutHandler(claim: Claim, leaseUntil: number): Ending | undefined {
    const { attempts, clock } = this.#options;
    if (this.#isClosing) return { kind: "closing" };
    if (claim.attempt > attempts) return { kind: "failed", error: processDiedEachTime(attempts) };
    // The process was paused since it claimed.
    return clock.now() >= leaseUntil ? { kind: "lost" } : undefined;
  }

  async #fail(claim: Claim, error: unknown, leaseUntil: number): Promise<void> {
    const { attempts, backoff, random, onFailed } = this.#options;
    const name = errorName(error);
    const outcome: FailedAttempt["outcome"] =
      claim.attempt >= attempts
        ? { kind: "dead", error: name }
        : { kind: "retry", delayMs: drawDelayMs(claim.attempt, backoff, random), error: name };
    onFailed({ claim, error, outcome });
    await this.#settle(claim, outcome, leaseUntil);
  }

  async #settle(claim: Claim, outcome: Outcome, leaseUntil: number): Promise<void> {
    await this.#whileHeld(claim, leaseUntil, () => this.#options.inbox.settle(claim, outcome));
  }

  async #release(claim: Claim, leaseUntil: number): Promise<void> {
    await this.#whileHeld(claim, leaseUntil, () => this.#options.inbox.release(claim));
  }

  /**
   * Asks the inbox again until it answers or the lease is over. Then the event is handed out again, and what was done
   * is done twice; so it is worth the wait.
   */
  async #whileHeld(claim: Claim, leaseUntil: number, ask: () => Promise<boolean>): Promise<void> {
    const { clock, onInboxError } = this.#options;
    for (;;) {
      try {
        if (!(await ask())) this.#lost(claim);
        return;
      } catch (error) {
        onInboxError(error, claim);
      }
      if (this.#isOver || clock.now() + askAgainMs >= leaseUntil) return;
      await new Promise<void>((resolve) => clock.after(askAgainMs, resolve));
    }
  }

  #lost(claim: Claim): void {
    this.#options.onInboxError(leaseLost(), claim);
  }
}
