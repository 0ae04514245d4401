const signals = ["SIGINT", "SIGTERM"] as const;

/**
 * Calls `stop` once, when the process is asked to stop, by Ctrl-C or SIGTERM. Asked again, it ends at once.
 *
 * @returns ends the listening: from then on the process ends when it is asked to.
 */
export function onStop(stop: () => void): () => void {
  const off = (): void => {
    for (const signal of signals) process.off(signal, listener);
  };
  const listener = (): void => {
    off();
    stop();
  };
  for (const signal of signals) process.on(signal, listener);
  return off;
}
