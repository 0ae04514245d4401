/// <reference types="node" />
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Inbox } from "../src/inbox.ts";
import { HandlerLog, type LogLine, readLog } from "./handler-log.ts";
import { type Evidence, type Judgement, judge } from "./judge.ts";
import { listAll } from "./list-all.ts";
import type { Try } from "./load.ts";
import { openStore } from "./open-store.ts";
import type { Plan } from "./plan.ts";
import { ReceiverHandle } from "./receiver-handle.ts";
import type { ProofStore, StoreRow } from "./store-row.ts";
import type { Violation } from "./violation.ts";

/** Short, so that what a dead process held is soon handled; long enough not to be lost by a busy machine. */
export const leaseMs = 300;

/** A process on the stage. */
export interface Running {
  readonly receiver: ReceiverHandle;
  readonly run: number;
}

/** One store, one log, and the processes that share them. */
export class Stage {
  readonly #store: ProofStore;
  readonly #folder = mkdtempSync(join(tmpdir(), "proof-"));
  readonly #file = join(this.#folder, "log");
  readonly #log = new HandlerLog(this.#file);
  readonly #receivers = new Set<ReceiverHandle>();
  /** The store, seen by whoever proves something. */
  readonly inbox: Inbox;
  #runs = 0;

  private constructor(store: ProofStore, inbox: Inbox) {
    this.#store = store;
    this.inbox = inbox;
  }

  static async open(row: StoreRow): Promise<Stage> {
    const store = await row.create();
    return new Stage(store, await openStore(store.name, store.url));
  }

  /** Loads a receiver process, which then waits. */
  prepare(): ReceiverHandle {
    const receiver = new ReceiverHandle(this.#store, join(this.#folder, "cache"));
    this.#receivers.add(receiver);
    void receiver.ended.then(() => this.#receivers.delete(receiver));
    return receiver;
  }

  /** Has a process listen and handle. */
  async go(receiver: ReceiverHandle, plan: Partial<Plan> = {}): Promise<Running> {
    const run = ++this.#runs;
    const usual = { run, log: this.#file, leaseMs, concurrency: 6, attempts: 12 };
    await receiver.go({ ...usual, ...plan });
    return { receiver, run };
  }

  /** Prepares one and has it go, until it listens. */
  async start(plan: Partial<Plan> = {}): Promise<Running & { readonly url: string }> {
    const running = await this.go(this.prepare(), plan);
    const url = await running.receiver.listening;
    if (url === undefined) throw new Error(`It ended too early: ${(await running.receiver.ended).stderr}`);
    return { ...running, url };
  }

  /** Writes into the log that a process was stopped. */
  async pause({ receiver, run }: Running): Promise<void> {
    receiver.kill("SIGSTOP");
    // A signal takes a moment, and far less than a lease.
    await wait(5);
    this.#log.write({ kind: "paused", run });
  }

  /** Resolves when a line is in the log that is wanted. @throws with the log when it takes too long. */
  async seen(isWanted: (line: LogLine) => boolean, patienceMs: number = 20_000): Promise<void> {
    const latest = performance.now() + patienceMs;
    while (!this.lines().some(isWanted)) {
      if (performance.now() > latest) {
        throw new Error(
          `It is not in the log:\n${this.lines()
            .map((line) => JSON.stringify(line))
            .join("\n")}`,
        );
      }
      await wait(5);
    }
  }

  /** Waits for the end of a process, and writes into the log that it is gone. */
  async gone({ receiver, run }: Running): Promise<void> {
    await receiver.ended;
    this.#log.write({ kind: "death", run });
  }

  lines(): readonly LogLine[] {
    return readLog(this.#file);
  }

  /** Resolves when nothing is pending. @returns false when nothing was settled for so many milliseconds. */
  async drained(patienceMs: number = 20_000): Promise<boolean> {
    let least = Number.POSITIVE_INFINITY;
    let since = performance.now();
    for (;;) {
      const { pending } = await this.inbox.stats();
      if (pending === 0) return true;
      if (pending < least) since = performance.now();
      else if (performance.now() - since > patienceMs) return false;
      least = Math.min(least, pending);
      await wait(10);
    }
  }

  /** Judges what became of the tries. Nothing may be pending or running any more. */
  async judge(
    tries: readonly Try[],
    attempts: number = 12,
  ): Promise<Judgement & { readonly evidence: Evidence }> {
    const [stats, dead, quarantined] = await Promise.all([
      this.inbox.stats(),
      listAll(this.inbox, "dead"),
      listAll(this.inbox, "quarantined"),
    ]);
    const evidence: Evidence = { tries, log: this.lines(), stats, dead, quarantined, attempts };
    const judgement = judge(evidence);
    await this.inbox.close();
    const damage = (await this.#store.check()).map((what): Violation => ({ rule: "damage", what }));
    return { ...judgement, violations: [...judgement.violations, ...damage], evidence };
  }

  /** Where everything is that somebody may want to look at. */
  get places(): string {
    return `the log is in ${this.#folder}, the store is ${this.#store.url}`;
  }

  /** Writes something beside the log. */
  note(name: string, content: unknown): void {
    writeFileSync(join(this.#folder, name), JSON.stringify(content));
  }

  /** Ends what runs, and leaves nothing behind unless it is to be looked at. */
  async close(isKept: boolean = false): Promise<void> {
    const ends = [...this.#receivers].map((receiver) => {
      receiver.kill("SIGKILL");
      return receiver.ended;
    });
    await Promise.all(ends);
    await this.inbox.close();
    if (isKept) return;
    await this.#store.remove();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
