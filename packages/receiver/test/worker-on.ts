import { vi } from "vitest";
import type { Inbox, NewEvent } from "../src/index.ts";
import { Worker, type WorkerOptions } from "../src/worker.ts";

export function valid(chat: string, json = "{}"): NewEvent {
  return { kind: "valid", chat, json, issues: [] };
}

export function workerOn(
  inbox: Inbox,
  attempt: WorkerOptions["attempt"],
  more: Partial<WorkerOptions> = {},
): Worker {
  const onInboxError = (error: unknown): never => {
    throw error;
  };
  return new Worker({ inbox, concurrency: 4, attempt, onInboxError, ...more });
}

/** An attempt that stays open until the test ends it. */
export function openAttempts(): {
  attempt: WorkerOptions["attempt"];
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
