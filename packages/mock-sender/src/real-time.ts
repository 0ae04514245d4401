// Taken now: tests that use fake timers replace them later, and nobody would move the time on for us.
const { setTimeout, clearTimeout } = globalThis;

/** Resolves when what is going on has had its turn: an answer that was given is on its way. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** Resolves after some milliseconds, or when the signal aborts. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    if (signal?.aborted) end();
    else signal?.addEventListener("abort", end);
  });
}

/** A signal that is aborted after some milliseconds. Unlike `AbortSignal.timeout` it keeps Node waiting for it. */
export function expireAfter(ms: number): { signal: AbortSignal; cancel: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  return { signal: controller.signal, cancel: () => clearTimeout(timer) };
}
