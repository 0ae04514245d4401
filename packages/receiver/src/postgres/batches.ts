import { soon } from "../soon.ts";
import { PostgresInboxError } from "./postgres-inbox-error.ts";

interface Queued<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/** What is told once to all that wait: to ask for each alone would only take longer. */
const common: ReadonlySet<unknown> = new Set<PostgresInboxError["code"]>([
  "unreachable",
  "refused_login",
  "no_permission",
  "not_ours",
  "newer_version",
  "unsuitable",
  "not_durable",
  "read_only",
  "busy",
  "changed",
]);

/**
 * Collects what arrives, and keeps one batch of it under way: many small transactions at once slow one another down, and
 * one sync of the server's disk is enough for all that a batch holds. An item that makes its batch fail fails alone.
 */
export class Batches<T, R> {
  readonly #run: (items: readonly T[]) => Promise<readonly R[]>;
  readonly #newFit: () => (item: T) => boolean;
  #queue: Queued<T, R>[] = [];
  /** Resolves when nothing is under way and nothing waits. */
  #working: Promise<void> | undefined;

  /** @param newFit begins a batch, and then says of one item after the other whether it fits in. The first always goes. */
  constructor(run: (items: readonly T[]) => Promise<readonly R[]>, newFit: () => (item: T) => boolean) {
    this.#run = run;
    this.#newFit = newFit;
  }

  add(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, resolve, reject });
      this.#working ??= this.#work();
    });
  }

  /** Resolves when all that was asked for before is done. */
  async drain(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    // After all that arrives in this turn.
    await new Promise<void>((resolve) => soon(resolve));
    while (this.#queue.length > 0) await this.#do(this.#next());
    this.#working = undefined;
  }

  #next(): Queued<T, R>[] {
    const fits = this.#newFit();
    const end = this.#queue.findIndex(({ item }, i) => !fits(item) && i > 0);
    return this.#queue.splice(0, end < 0 ? this.#queue.length : end);
  }

  async #do(batch: readonly Queued<T, R>[]): Promise<void> {
    try {
      const results = await this.#run(batch.map(({ item }) => item));
      for (const [i, { resolve }] of batch.entries()) resolve(results[i] as R);
    } catch (error) {
      if (error instanceof PostgresInboxError && common.has(error.code)) {
        // What waits meanwhile would meet the same, and has waited already.
        for (const { reject } of [...batch, ...this.#queue.splice(0)]) reject(error);
      } else if (batch.length > 1) {
        for (const queued of batch) await this.#do([queued]);
      } else {
        for (const { reject } of batch) reject(error);
      }
    }
  }
}
