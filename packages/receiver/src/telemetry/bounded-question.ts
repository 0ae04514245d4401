import type { Clock } from "../clock.ts";

/** A question to something that may fail or hang. */
export interface BoundedQuestion<T> {
  /** The answer; undefined when there is none, or none within the time. Never rejects. */
  ask(): Promise<T | undefined>;
  /** Nothing is asked from now on, and whoever waits gets undefined. */
  end(): void;
}

/** While an answer is awaited the question is not asked again, so that one that hangs does not pile up. */
export function boundedQuestion<T>(
  question: () => Promise<T>,
  patienceMs: number,
  clock: Pick<Clock, "after">,
): BoundedQuestion<T> {
  const waiting = new Set<() => void>();
  let answer: Promise<T | undefined> | undefined;
  let isOver = false;

  async function answered(): Promise<T | undefined> {
    try {
      return await question();
    } catch {
      return undefined;
    } finally {
      answer = undefined;
    }
  }

  async function ask(): Promise<T | undefined> {
    if (isOver) return undefined;
    let leave = (): void => {};
    const left = new Promise<undefined>((resolve) => {
      leave = () => resolve(undefined);
    });
    waiting.add(leave);
    const callOff = clock.after(patienceMs, leave);
    answer ??= answered();
    const known = await Promise.race([answer, left]);
    callOff();
    waiting.delete(leave);
    return known;
  }

  function end(): void {
    isOver = true;
    for (const leave of waiting) leave();
  }

  return { ask, end };
}
