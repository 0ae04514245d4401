// Redrawing a line in place is an old problem with a small and widely used solution.
import { SingleBar } from "cli-progress";
import { printable } from "./printable.ts";

/** Work that is over sooner shows nothing, in milliseconds. */
const quietMs = 400;

/** Shows how far a long work is. */
export interface ProgressBar {
  update(seen: number): void;
  /** Removes it from the screen. */
  stop(): void;
}

/**
 * A bar on stderr, when that is a terminal and the work takes longer than a moment.
 *
 * @param total how much there is; undefined when nobody knows: then it counts.
 */
export function progressBar(label: string, total: number | undefined): ProgressBar {
  if (!process.stderr.isTTY) return { update() {}, stop() {} };
  const begun = performance.now();
  let bar: SingleBar | undefined;
  return {
    update(seen) {
      if (bar) return bar.update(seen);
      if (performance.now() - begun < quietMs) return;
      bar = new SingleBar(settings(label, total));
      bar.start(total ?? Number.POSITIVE_INFINITY, seen);
    },
    stop: () => bar?.stop(),
  };
}

function settings(label: string, total: number | undefined): ConstructorParameters<typeof SingleBar>[0] {
  const name = printable(label);
  return {
    format: total === undefined ? `${name}  {value}` : `${name}  {bar}  {percentage} %  {value} of {total}`,
    barsize: Math.max(10, Math.min(40, (process.stderr.columns ?? 80) - 50)),
    barCompleteChar: "\u2588",
    barIncompleteChar: "\u2591",
    clearOnComplete: true,
    // Nothing of the terminal is changed that a kill would leave behind.
    linewrap: true,
    hideCursor: false,
  };
}
