import type { Handle } from "./receiver-under-test.ts";
import { numberOf } from "./test-events.ts";

/** What the handlers of a run do. */
export type Mood = "fine" | "slow" | "failing";

/** One call of a handler. */
export interface Call {
  /** The event, from 1. */
  readonly event: number;
  /** What it was called with. */
  readonly value: unknown;
  /** Moments are counted over all calls of a run. */
  readonly begun: number;
  /** Undefined while it has not ended. */
  ended?: number;
  failed?: boolean;
}

/** Sees what reaches the handlers of a receiver. */
export interface Calls {
  readonly handle: Handle;
  /** In the order of their begin. */
  readonly all: readonly Call[];
  /** Whether handlers are being kept from ending. */
  readonly isHeld: boolean;
  /** Lets handlers end. */
  release(): void;
  /** Resolves when something has changed since, or after some milliseconds. */
  next(ms: Promise<unknown>): Promise<void>;
}

/**
 * @param mood `slow`: handlers end when they are released. `failing`: the first call with an event throws.
 */
export function watchCalls(tag: string, mood: Mood): Calls {
  const all: Call[] = [];
  const listeners = new Set<() => void>();
  const known = new Set<number>();
  let moment = 0;
  let held: { end: Promise<void>; release: () => void } | undefined = mood === "slow" ? holding() : undefined;
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    all,
    get isHeld() {
      return held !== undefined && all.some(({ ended }) => ended === undefined);
    },
    release() {
      held?.release();
      held = undefined;
    },
    async handle(value) {
      const event = numberOf(value, tag);
      if (event === undefined) return;
      const call: Call = { event, value: JSON.parse(JSON.stringify(value)), begun: ++moment };
      all.push(call);
      const isFirst = !known.has(event);
      known.add(event);
      changed();
      await held?.end;
      call.failed = mood === "failing" && isFirst;
      call.ended = ++moment;
      changed();
      if (call.failed) throw new Error("A handler that fails, as conforms wants it to.");
    },
    next: (deadline) =>
      new Promise((resolve) => {
        const end = () => {
          listeners.delete(end);
          resolve();
        };
        listeners.add(end);
        deadline.then(end, end);
      }),
  };
}

function holding(): { end: Promise<void>; release: () => void } {
  let release = () => {};
  const end = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { end, release };
}
