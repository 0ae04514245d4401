const { setImmediate } = globalThis as { setImmediate?: (task: () => void) => unknown };
const { setTimeout } = globalThis;

/**
 * Runs a task in a later turn of the event loop, after what waits for input and output. Bound at load time, so that
 * the fake timers of a test do not stop a receiver.
 */
export const soon: (task: () => void) => void = setImmediate
  ? (task) => void setImmediate(task)
  : (task) => void setTimeout(task, 0);
