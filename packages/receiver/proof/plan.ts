import type { KillAt } from "./kill-point.ts";
import type { Sabotage } from "./sabotage.ts";

/** What one receiver process is to do. */
export interface Plan {
  /** Names the process in the log. */
  readonly run: number;
  /** The file of the log. */
  readonly log: string;
  readonly leaseMs: number;
  readonly concurrency: number;
  readonly attempts: number;
  readonly attemptTimeoutMs?: number;
  readonly killAt?: KillAt | undefined;
  readonly sabotage?: Sabotage | undefined;
  /** Its wall clock is wrong by so much from the start. */
  readonly clockMs?: number;
  /** The grace time of its end. */
  readonly graceMs?: number;
  /** Accepts only, and leaves the handling to another process. */
  readonly isAcceptingOnly?: boolean;
  /** How it listens to SIGTERM: as the README shows (`once`: a second one ends it), or to each. Default: `once`. */
  readonly sigterm?: "once" | "on";
}

/** What a receiver process is told. */
export type Order =
  | { readonly kind: "go"; readonly plan: Plan }
  /** The wall clock jumps. */
  | { readonly kind: "jump"; readonly ms: number };

/** What a receiver process tells. */
export type Report = { readonly kind: "ready" } | { readonly kind: "listening"; readonly url: string };
