/** Keeps account of what is under way, and of what failed with nobody to tell. */
export interface Work {
  /**
   * Follows a promise that somebody else awaits.
   *
   * @param about what it belongs to, by which `idle` may ask for it.
   */
  follow<T>(promise: Promise<T>, about: object): Promise<T>;
  /** Takes over a promise that nobody else awaits: `idle` tells of its failure. */
  adopt(promise: Promise<unknown>, about: object): void;
  /** Resolves when nothing is under way (about this); rejects with what failed (of it) since the last call. */
  idle(about?: object): Promise<void>;
}

export function createWork(): Work {
  const underWay = new Map<Promise<unknown>, object>();
  let failures: { error: unknown; about: object }[] = [];
  const follow = <T>(promise: Promise<T>, about: object): Promise<T> => {
    const end: Promise<unknown> = promise.then(
      () => underWay.delete(end),
      () => underWay.delete(end),
    );
    underWay.set(end, about);
    return promise;
  };
  return {
    follow,
    adopt(promise, about) {
      follow(promise, about).catch((error: unknown) => failures.push({ error, about }));
    },
    async idle(about) {
      const isMeant = (of: object) => about === undefined || of === about;
      const awaited = () => [...underWay].filter(([, of]) => isMeant(of)).map(([end]) => end);
      for (let ends = awaited(); ends.length > 0; ends = awaited()) await Promise.all(ends);
      const told = failures.filter((failure) => isMeant(failure.about)).map(({ error }) => error);
      failures = failures.filter((failure) => !isMeant(failure.about));
      if (told.length > 1) throw new AggregateError(told, `${told.length} replies failed.`);
      if (told.length === 1) throw told[0];
    },
  };
}
