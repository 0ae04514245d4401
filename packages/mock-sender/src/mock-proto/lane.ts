/** Runs tasks one at a time, in the order in which they came. One that fails does not hold up the next. */
export interface Lane {
  run<T>(task: () => Promise<T>): Promise<T>;
}

export function createLane(): Lane {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(task) {
      const result = last.then(task);
      last = result.catch(() => undefined);
      return result;
    },
  };
}
