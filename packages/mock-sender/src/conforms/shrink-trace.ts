import fc from "fast-check";
import type { Trace } from "../trace/trace.ts";
import { smallerTraces } from "./smaller-traces.ts";

/** How far to go. */
export interface ShrinkOptions {
  /** The most traces to try. Default 300: enough for some dozen deliveries. */
  readonly maxRuns?: number;
}

/**
 * Finds the smallest trace in a failing one that still fails: with the fewest deliveries, events and faults.
 *
 * @param fails replays a trace against a receiver that nothing was sent to, and tells whether it fails in the same way.
 * @returns undefined when the trace itself does not fail.
 */
export async function shrinkTrace(
  trace: Trace,
  fails: (trace: Trace) => Promise<boolean>,
  { maxRuns = 300 }: ShrinkOptions = {},
): Promise<Trace | undefined> {
  let runs = 0;
  const holds = async (one: Trace) => runs++ >= maxRuns || !(await fails(one));
  const { counterexample } = await fc.check(fc.asyncProperty(new PartsOf(trace), holds), {
    numRuns: 1,
    endOnFailure: false,
  });
  return counterexample?.[0];
}

/** One trace, which fast-check makes smaller. */
class PartsOf extends fc.Arbitrary<Trace> {
  readonly #trace: Trace;

  constructor(trace: Trace) {
    super();
    this.#trace = trace;
  }

  override generate(): fc.Value<Trace> {
    return new fc.Value(this.#trace, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Trace {
    return value === this.#trace;
  }

  override shrink(trace: Trace): fc.Stream<fc.Value<Trace>> {
    return fc.stream(smallerTraces(trace)).map((one) => new fc.Value(one, undefined));
  }
}
