/** What asks a process to end: Ctrl-C, a supervisor, a terminal that is closed. */
const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * From now on, what asks this process to end aborts a signal instead, so that what it began is brought to an end first.
 *
 * @returns the signal, and a function after which the process ends by itself again.
 */
export function onEnd(): { signal: AbortSignal; off: () => void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  for (const name of names) process.on(name, abort);
  return {
    signal: controller.signal,
    off() {
      for (const name of names) process.off(name, abort);
    },
  };
}
