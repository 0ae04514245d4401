import type { Claim, Inbox } from "./inbox.ts";
import { soon } from "./soon.ts";

/** What a worker needs. It knows neither the store nor the handlers behind these. */
export interface WorkerOptions {
  readonly inbox: Inbox;
  /** How many lanes are handled at once. */
  readonly concurrency: number;
  /** One attempt. Rejects when the event could not be handled. */
  readonly attempt: (claim: Claim, signal: AbortSignal) => Promise<void>;
  /** Told when the inbox rejects. Must not throw. */
  readonly onInboxError: (error: unknown, claim?: Claim) => void;
}

/** After the inbox failed, the time until it is asked again: long enough not to hammer a store that restarts. */
const retryClaimMs = 1_000;

/** How long `stop` waits for handlers to notice that their signal aborted. */
const lastCallMs = 100;

/** Takes events from an inbox, lane by lane, and has them handled. */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #running = new Set<AbortController>();
  /** Waiting for the next change of what runs. */
  readonly #watchers = new Set<() => void>();
  #state: "new" | "started" | "closing" | "closed" = "new";
  #isScheduled = false;
  #isClaiming = false;
  /** Woken while a claim was under way, which may have looked too early. */
  #isWoken = false;
  /** Runs after the inbox failed to hand out claims. Until it ends nothing is claimed, however often the inbox wakes. */
  #retry: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#state !== "new") throw new Error(`start: the receiver is ${this.#state} already.`);
    this.#state = "started";
    this.#unsubscribe = this.#options.inbox.subscribe(() => this.#schedule());
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

  /** Claims nothing more, and waits for running attempts; after `graceMs` their signals abort. */
  async stop(graceMs: number): Promise<void> {
    this.#state = "closing";
    this.#unsubscribe?.();
    await this.#finished(graceMs);
    for (const controller of this.#running) controller.abort(new Error("The receiver is closing."));
    await this.#finished(lastCallMs);
    clearTimeout(this.#retry);
    this.#state = "closed";
    this.#changed();
  }

  #schedule(): void {
    if (this.#isScheduled || this.#retry !== undefined || this.#state !== "started") return;
    this.#isScheduled = true;
    // Never in the turn that commits: the answer goes out before a handler, which may block, begins.
    soon(() => {
      this.#isScheduled = false;
      void this.#claim();
    });
  }

  async #claim(): Promise<void> {
    const { inbox, concurrency } = this.#options;
    const free = concurrency - this.#running.size;
    this.#isWoken = this.#isClaiming;
    // Whoever ends an attempt schedules again.
    if (this.#isClaiming || this.#retry !== undefined || free <= 0 || this.#state !== "started") return;
    this.#isClaiming = true;
    try {
      const claims = await inbox.claim(free);
      for (const claim of claims) void this.#attempt(claim);
      if (claims.length > 0 || this.#isWoken) this.#schedule();
    } catch (error) {
      this.#options.onInboxError(error);
      this.#retry = setTimeout(() => {
        this.#retry = undefined;
        this.#schedule();
      }, retryClaimMs);
    }
    this.#isClaiming = false;
    this.#changed();
  }

  async #attempt(claim: Claim): Promise<void> {
    const { inbox, attempt, onInboxError } = this.#options;
    const controller = new AbortController();
    this.#running.add(controller);
    let outcome: "done" | "dead" | "broken off" = "done";
    try {
      // Claimed while the receiver began to close: it goes back as it came.
      if (this.#state !== "started") outcome = "broken off";
      else await attempt(claim, controller.signal);
    } catch {
      outcome = controller.signal.aborted ? "broken off" : "dead";
    }
    try {
      await (outcome === "broken off" ? inbox.release(claim) : inbox.settle(claim, outcome));
    } catch (error) {
      onInboxError(error, claim);
    }
    this.#running.delete(controller);
    this.#changed();
    this.#schedule();
  }

  /** Resolves when no attempt runs, or after the time. */
  async #finished(ms: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<"timeout">((resolve) => {
      timer = setTimeout(resolve, ms, "timeout");
    });
    while (this.#running.size > 0 || this.#isClaiming) {
      if ((await Promise.race([timeout, this.#nextChange()])) === "timeout") break;
    }
    clearTimeout(timer);
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
