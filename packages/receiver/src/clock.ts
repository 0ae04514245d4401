/** Time as the worker and the inbox in memory see it. Tests bring their own. */
export interface Clock {
  /** Milliseconds since some moment. It never goes back, whatever happens to the wall clock. */
  now(): number;
  /** Runs the task once, after the time. What it returns calls it off. */
  after(ms: number, task: () => void): () => void;
}

// Bound at load time, so that the fake timers of a test do not stop a receiver.
const { setTimeout, clearTimeout, performance } = globalThis;
const now = performance.now.bind(performance);

/** The time of this process. What waits keeps the process alive; nothing waits when nothing is pending. */
export const systemClock: Clock = {
  now,
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
