/** Keeps account of what is under way, and of what failed with nobody to tell. */
export interface Work {
  /** Follows a promise that somebody else awaits. */
  follow<T>(promise: Promise<T>): Promise<T>;
  /** Takes over a promise that nobody else awaits: `idle` tells of its failure. */
  adopt(promise: Promise<unknown>): void;
  /** Resolves when nothing is under way; rejects with what failed since the last call. */
  idle(): Promise<void>;
}

export function createWork(): Work {
  const underWay = new Set<Promise<unknown>>();
  let failures: unknown[] = [];
  const follow = <T>(promise: Promise<T>): Promise<T> => {
    const end: Promise<unknown> = promise.then(
      () => underWay.delete(end),
      () => underWay.delete(end),
    );
    underWay.add(end);
    return promise;
  };
  return {
    follow,
    adopt(promise) {
      follow(promise).catch((error: unknown) => failures.push(error));
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
      const [first, ...others] = failures;
      failures = [];
      if (others.length > 0)
        throw new AggregateError([first, ...others], `${others.length + 1} replies failed.`);
      if (first !== undefined) throw first;
    },
  };
}
