import type { Progress } from "@proto-webhooks/receiver";
import { onStop } from "../on-stop.ts";
import { progressBar } from "../progress-bar.ts";

/** What is being done, for the bar. */
export interface WorkLabel {
  label: string;
  /** How many events there are; undefined when nobody knows. */
  total: number | undefined;
  /** Whether there is a place on the screen for the bar. Default: true. */
  isShown?: boolean;
}

/** How a long work is told to stop, and tells how far it is. */
export interface WorkControl {
  signal: AbortSignal;
  onProgress(progress: Progress): void;
}

/** How a long work ended. */
export interface WorkEnd {
  progress: Progress;
  /** It was asked to stop, and did so midway. */
  isStopped: boolean;
  /** What kept it from going on. */
  error?: unknown;
}

/** Does a long work with a progress bar. Ctrl-C stops it between two parts; a second one ends the process at once. */
export async function longWork(
  { label, total, isShown = true }: WorkLabel,
  work: (control: WorkControl) => Promise<Progress>,
): Promise<WorkEnd> {
  const bar = isShown ? progressBar(label, total) : undefined;
  const controller = new AbortController();
  const off = onStop(() => controller.abort());
  const { signal } = controller;
  let progress: Progress = { seen: 0, changed: 0 };
  const onProgress = (now: Progress): void => {
    progress = now;
    bar?.update(now.seen);
  };
  try {
    return { progress: await work({ signal, onProgress }), isStopped: false };
  } catch (error) {
    if (error === signal.reason) return { progress, isStopped: true };
    return { progress, isStopped: false, error };
  } finally {
    off();
    bar?.stop();
  }
}
