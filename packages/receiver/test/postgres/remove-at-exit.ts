/// <reference types="node" />
import process from "node:process";

const removals = new Set<() => void>();
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Has this called when the process ends, also by a signal. It must do its work at once.
 *
 * @returns calls it off.
 */
export function removeAtExit(remove: () => void): () => void {
  if (removals.size === 0) {
    process.on("exit", removeAll);
    for (const signal of signals) process.on(signal, endBySignal);
  }
  removals.add(remove);
  return () => {
    removals.delete(remove);
    if (removals.size === 0) stopListening();
  };
}

function removeAll(): void {
  for (const remove of removals) remove();
  removals.clear();
  stopListening();
}

/** Ends the process by the same signal, unless someone else looks after that. */
function endBySignal(signal: NodeJS.Signals): void {
  removeAll();
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

function stopListening(): void {
  process.off("exit", removeAll);
  for (const signal of signals) process.off(signal, endBySignal);
}
