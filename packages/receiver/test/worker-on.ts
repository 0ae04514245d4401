import { vi } from "vitest";
import { systemClock } from "../src/clock.ts";
import type { ClaimRequest, Inbox, NewEvent } from "../src/index.ts";
import { memoryInboxOn } from "../src/memory/unsafe-memory-inbox.ts";
import { silentTelemetry } from "../src/telemetry/silent-telemetry.ts";
import { Worker, type WorkerOptions } from "../src/worker.ts";
import { FakeClock } from "./fake-clock.ts";

export function valid(chat: string, json = "{}"): NewEvent {
  return { kind: "valid", chat, json, issues: [] };
}

/** What the tests ask of an inbox themselves. */
export function asking(limit: number, more: Partial<ClaimRequest> = {}): ClaimRequest {
  return { limit, leaseMs: 30_000, ordering: "chat", ...more };
}

/** A worker with one attempt for each event, unless said otherwise. */
export function workerOn(
  inbox: Inbox,
  handle: WorkerOptions["handle"],
  more: Partial<WorkerOptions> = {},
): Worker {
  const onInboxError = (error: unknown): never => {
    throw error;
  };
  return new Worker({
    inbox,
    concurrency: 4,
    ordering: "chat",
    attempts: 1,
    backoff: { baseMs: 1_000, maxMs: 60_000 },
    attemptTimeoutMs: 60_000,
    leaseMs: 30_000,
    keepDone: false,
    handle,
    onFailed: () => {},
    onInboxError,
    telemetry: silentTelemetry,
    clock: systemClock,
    random: () => 1,
    ...more,
  });
}

/** A started worker, its inbox in memory, and the clock of both. Each delay is the longest. */
export function workerInTime(
  handle: WorkerOptions["handle"],
  more: Partial<WorkerOptions> = {},
): { worker: Worker; inbox: Inbox; clock: FakeClock } {
  const clock = new FakeClock();
  const inbox = memoryInboxOn(clock);
  const worker = workerOn(inbox, handle, { clock, attempts: 3, ...more });
  worker.start();
  return { worker, inbox, clock };
}

/** A handler that stays open until the test ends it. */
export function openAttempts(): {
  attempt: WorkerOptions["handle"];
  open: Map<string, { end: () => void; fail: () => void; signal: AbortSignal }>;
  began: (json: string) => Promise<void>;
} {
  const open = new Map<string, { end: () => void; fail: () => void; signal: AbortSignal }>();
  return {
    open,
    attempt: ({ json }, signal) =>
      new Promise((resolve, reject) => {
        open.set(json, { end: resolve, fail: () => reject(new Error("no")), signal });
      }),
    began: (json) => vi.waitUntil(() => open.has(json), { interval: 1 }).then(() => {}),
  };
}
