/// <reference types="node" />
import process from "node:process";

/** Where a process can be told to kill itself. */
export const killPoints = [
  "before write",
  "after write",
  "before answer",
  "after claim",
  "in the handler",
  "before settle",
  "after settle",
] as const;

export type KillPoint = (typeof killPoints)[number];

/** The passage of a point that ends or stops the process. */
export interface KillAt {
  readonly point: KillPoint;
  /** Counted from 1. */
  readonly passage: number;
  /** `SIGSTOP`: it is paused until somebody sends SIGCONT. Default: `SIGKILL`. */
  readonly signal?: "SIGKILL" | "SIGSTOP";
}

/** Counts the passages of the point, and then stops the process in the middle of what it does, like a crash. */
export class Killer {
  readonly #at: KillAt | undefined;
  readonly #onPause: () => void;
  #passages = 0;

  /** @param onPause called right before it is paused. */
  constructor(at: KillAt | undefined, onPause: () => void) {
    this.#at = at;
    this.#onPause = onPause;
  }

  pass(point: KillPoint): void {
    if (point !== this.#at?.point || ++this.#passages !== this.#at.passage) return;
    const { signal = "SIGKILL" } = this.#at;
    if (signal === "SIGSTOP") this.#onPause();
    process.kill(process.pid, signal);
  }
}
