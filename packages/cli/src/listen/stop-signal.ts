import { onStop } from "../on-stop.ts";

/** Resolves when the process is asked to stop, by Ctrl-C or SIGTERM. Asked again, it ends at once. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    onStop(resolve);
  });
}
