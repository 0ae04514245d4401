/** How fast things are sent. */
export interface Pace {
  /** How many are under way at once, at most. */
  concurrency: number;
  /** How many begin in a second; undefined for as many as can. */
  rate: number | undefined;
  /** Lets nothing more begin. What is under way ends. */
  signal: AbortSignal;
}

/**
 * Sends what comes, in order, the next one as soon as it is due and fewer than `concurrency` are under way. With a rate
 * each has its time from the first one on: after a delay it catches up.
 *
 * @throws what the first one failed with. Nothing more begins then, and what is under way ends first.
 */
export async function dispatch<T>(
  items: AsyncIterable<T>,
  send: (item: T) => Promise<void>,
  { concurrency, rate, signal }: Pace,
): Promise<void> {
  const source = items[Symbol.asyncIterator]();
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  let begun: number | undefined;
  let started = 0;
  const sendInTurn = async (): Promise<void> => {
    while (!stop.aborted) {
      // What comes may come late, as from a pipe: a stop does not wait for it.
      const next = await unlessAborted(source.next(), stop);
      if (!next || next.done) return;
      begun ??= performance.now();
      if (rate !== undefined) await untilTime(begun + (started++ * 1_000) / rate, stop);
      if (stop.aborted) return;
      await send(next.value);
    }
  };
  const lanes = Array.from({ length: concurrency }, () =>
    sendInTurn().catch((error: unknown) => failed.abort(error)),
  );
  await Promise.all(lanes);
  void source.return?.().catch(() => undefined);
  if (failed.signal.aborted) throw failed.signal.reason;
}

async function untilTime(time: number, signal: AbortSignal): Promise<void> {
  const ms = time - performance.now();
  // Timers come late rather than early: with the last fraction of a millisecond the rate would not be reached.
  if (ms < 0.5) return;
  let timer: NodeJS.Timeout | undefined;
  const due = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await unlessAborted(due, signal);
  clearTimeout(timer);
}

/** @returns undefined when the signal came first. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => resolve(undefined);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
