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

/** The passage of a point that the process does not survive. */
export interface KillAt {
  readonly point: KillPoint;
  /** Counted from 1. */
  readonly passage: number;
}

/** Counts the passages of the point, and ends the process like a crash: nothing of it runs any more. */
export class Killer {
  readonly #at: KillAt | undefined;
  #passages = 0;

  constructor(at: KillAt | undefined) {
    this.#at = at;
  }

  pass(point: KillPoint): void {
    if (point === this.#at?.point && ++this.#passages === this.#at.passage) {
      process.kill(process.pid, "SIGKILL");
    }
  }
}
