import { Alarm } from "./alarm.ts";
import { AttemptRunner, askAgainMs, type RunnerOptions } from "./attempt-runner.ts";
import { lastCallMs } from "./attempt-watch.ts";
import type { Claim, ClaimRequest } from "./inbox.ts";
import { defaultLimits } from "./limits.ts";
import { soon } from "./soon.ts";
import type { Telemetry } from "./telemetry/telemetry.ts";

/** What a worker needs. It knows neither the store nor the handlers behind these. */
export interface WorkerOptions extends RunnerOptions {
  /** How many events are handled at once. */
  readonly concurrency: number;
  readonly ordering: ClaimRequest["ordering"];
  readonly telemetry: Pick<Telemetry, "attempt" | "detached">;
}

/** The least time between two looks at an inbox that says there is something, and then hands out nothing. */
const leastSleepMs = 10;

/** After their signals aborted, how long `stop` waits for handlers to notice, and the inbox to take back the events. */
const lastWaitMs = lastCallMs + 1_000;

/**
 * How long an event that is to be handled alone waits for the others at most, and about as long they then wait for it: until
 * any attempt is over that takes no longer than it may by default. Otherwise one slow handler could stop all chats.
 */
const mostAloneMs = defaultLimits.attemptTimeoutMs + lastWaitMs;

/** Takes events from an inbox, lane by lane, and has them handled. */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #runner: AttemptRunner;
  /** Waiting for the next change of what runs. */
  readonly #watchers = new Set<() => void>();
  /** Rings when an event's time may have come. */
  readonly #alarm: Alarm;
  #state: "new" | "started" | "closing" | "closed" = "new";
  /** Claims whose handler has not ended. */
  #running = 0;
  /** Claims that are neither settled nor given back, those that run included. */
  #held = 0;
  #isScheduled = false;
  #isClaiming = false;
  /** Woken while a claim was under way, which may have looked too early. */
  #isWoken = false;
  /** An event that may have killed processes: it is handled alone, and nothing is claimed until it ends. */
  #alone: Claim | undefined;
  /** The inbox failed to hand out claims. Until the alarm rings nothing is claimed, however often the inbox wakes. */
  #isBackingOff = false;
  #unsubscribe: (() => void) | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#runner = new AttemptRunner(options);
    this.#alarm = new Alarm(options.clock, () => {
      this.#isBackingOff = false;
      this.#schedule();
    });
  }

  start(): void {
    if (this.#state !== "new") throw new Error(`start: the receiver is ${this.#state} already.`);
    this.#state = "started";
    const { inbox, telemetry } = this.#options;
    // Whoever commits wakes the worker: what it does from then on is not part of what they do.
    this.#unsubscribe = inbox.subscribe(telemetry.detached(() => this.#schedule()));
    this.#schedule();
  }

  /** Resolves when nothing is pending. Rejects when that would never happen. */
  async idle(): Promise<void> {
    for (;;) {
      // Watch before looking: a change in between is not missed.
      const change = this.#nextChange();
      const { pending } = await this.#options.inbox.stats();
      if (pending === 0) return;
      if (this.#state === "new" || this.#state === "closed") {
        const why = this.#state === "new" ? "start() was not called" : "the receiver is closed";
        throw new Error(`idle: ${pending} events are pending, and ${why}, so nobody handles them.`);
      }
      await change;
    }
  }

  /** Claims nothing more, and waits for running attempts; after `graceMs` their signals abort, and their events go back. */
  async stop(graceMs: number): Promise<void> {
    this.#state = "closing";
    this.#runner.close();
    this.#unsubscribe?.();
    this.#alarm.clear();
    await this.#finished(graceMs);
    this.#runner.breakOff();
    await this.#finished(lastWaitMs);
    this.#state = "closed";
    this.#changed();
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isBackingOff || this.#alone || this.#state !== "started") return;
    this.#isScheduled = true;
    // Never in the turn that commits: the answer goes out before a handler, which may block, begins.
    soon(() => {
      this.#isScheduled = false;
      void this.#claim();
    });
  }

  async #claim(): Promise<void> {
    const { concurrency, inbox, leaseMs, ordering, clock, onInboxError } = this.#options;
    // While events are settled, the next ones are claimed: an inbox may make one commit of both. But not more of them,
    // when it does not get on with settling.
    const limit = Math.min(concurrency - this.#running, 2 * concurrency - this.#held);
    this.#isWoken = this.#isClaiming;
    // Whoever ends an attempt schedules again.
    if (this.#isClaiming || this.#isBackingOff || this.#alone || limit <= 0) return;
    if (this.#state !== "started") return;
    this.#isClaiming = true;
    try {
      const leaseUntil = clock.now() + leaseMs;
      const claims = await inbox.claim({ limit, leaseMs, ordering });
      this.#begin(claims, leaseUntil);
      await this.#sleep(claims.length, limit);
    } catch (error) {
      onInboxError(error);
      this.#backOff();
    }
    this.#isClaiming = false;
    this.#changed();
  }

  /**
   * An event that kills the process takes an attempt of each event with it that is handled at the same time. So one whose
   * attempts vanished again and again is handled alone, once the others have ended: who is innocent has lost two attempts.
   */
  #begin(claims: readonly Claim[], leaseUntil: number): void {
    const suspects = claims.filter((claim) => this.#isSuspect(claim));
    for (const claim of claims) if (!suspects.includes(claim)) void this.#run(claim, leaseUntil);
    const [suspect, ...others] = suspects;
    if (suspect === undefined) return;
    for (const claim of others) void this.#giveBack(claim, leaseUntil);
    this.#alone = suspect;
    const goOn = (): void => {
      if (this.#alone !== suspect) return;
      this.#alone = undefined;
      this.#schedule();
    };
    const callOff = this.#options.clock.after(2 * mostAloneMs, goOn);
    void this.#run(suspect, leaseUntil, "alone").then(callOff).then(goOn);
  }

  #isSuspect({ vanished, attempt }: Claim): boolean {
    const { attempts } = this.#options;
    // With few attempts, one that vanished is a large part of them. Beyond the last there is no handler that could die.
    return attempt <= attempts && vanished > 0 && vanished >= Math.min(2, attempts - 1);
  }

  /**
   * Resolves when nothing else is held, as what is not yet settled or given back would lose an attempt, too; or when others
   * take too long.
   */
  async #whenAlone(): Promise<void> {
    await this.#until(() => this.#held <= 1, mostAloneMs);
  }

  async #giveBack(claim: Claim, leaseUntil: number): Promise<void> {
    this.#held++;
    await this.#runner.giveBack(claim, leaseUntil);
    this.#held--;
    this.#changed();
  }

  /** After a claim: sets the alarm for what could not be claimed now. */
  async #sleep(claimed: number, limit: number): Promise<void> {
    if (this.#isWoken) return this.#schedule();
    // The end of an attempt wakes it.
    if (claimed === limit) return;
    // There is no more now. What waits is asked for when nothing was to be claimed at all: on a busy day, seldom.
    if (claimed > 0) return this.#wakeIn(askAgainMs);
    this.#alarm.clear();
    const next = await this.#options.inbox.nextInMs();
    if (this.#isWoken) this.#schedule();
    else if (next !== undefined) this.#wakeIn(Math.max(next, leastSleepMs));
  }

  #wakeIn(ms: number): void {
    if (this.#state === "started") this.#alarm.set(ms);
  }

  #backOff(): void {
    this.#isBackingOff = true;
    this.#alarm.clear();
    this.#wakeIn(askAgainMs);
  }

  async #run(claim: Claim, leaseUntil: number, how?: "alone"): Promise<void> {
    this.#running++;
    this.#held++;
    const clear = how && this.#whenAlone();
    const onHandled = (): void => {
      this.#running--;
      this.#changed();
      this.#schedule();
    };
    await this.#runner.run(claim, leaseUntil, onHandled, clear);
    this.#held--;
    this.#changed();
    this.#schedule();
  }

  /** Resolves when nothing is held, or after the time. */
  async #finished(ms: number): Promise<void> {
    await this.#until(() => this.#held === 0 && !this.#isClaiming, ms);
  }

  /** Resolves when it is so, or after the time. */
  async #until(isSo: () => boolean, ms: number): Promise<void> {
    let isOver = false;
    const callOff = this.#options.clock.after(ms, () => {
      isOver = true;
      this.#changed();
    });
    while (!isOver && !isSo()) await this.#nextChange();
    callOff();
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => this.#watchers.add(resolve));
  }

  #changed(): void {
    const watchers = [...this.#watchers];
    this.#watchers.clear();
    for (const watcher of watchers) watcher();
  }
}
