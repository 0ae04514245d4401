import { type Child, type Questions, startChild } from "./child.ts";

/** Starts a script, on a core if one is given. */
export type Start = <Q extends Questions<Q>>(script: URL, core?: number) => Child<Q>;

/** Lets the work start children, and ends them when it is done, whatever happens. */
export async function withChildren<T>(work: (start: Start) => Promise<T>): Promise<T> {
  const stops: (() => Promise<void>)[] = [];
  try {
    return await work((script, core) => {
      const child = startChild<never>(script, core);
      stops.push(child.stop);
      return child;
    });
  } finally {
    for (const stop of stops) await stop();
  }
}
