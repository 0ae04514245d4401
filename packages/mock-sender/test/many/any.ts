import fc from "fast-check";
import * as arbitraries from "../../src/arbitraries/index.ts";
import type { Made } from "../../src/gen/made.ts";

/** The arbitrary of that name. */
export function anyOf(name: keyof Made, options?: arbitraries.ArbitraryOptions): fc.Arbitrary<unknown> {
  const all: Record<keyof Made, (options?: arbitraries.ArbitraryOptions) => fc.Arbitrary<unknown>> =
    arbitraries;
  return all[name](options);
}

/** Some that are always the same. */
export function sample<T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] {
  return fc.sample(arbitrary, { numRuns, seed: 7 });
}

/** What a property that never holds shrinks to, or one that fails for some. */
export function smallestOf<T>(
  arbitrary: fc.Arbitrary<T>,
  seed: number,
  fails: (value: T) => boolean = () => true,
): T {
  const { counterexample } = fc.check(
    fc.property(arbitrary, (value) => !fails(value)),
    { seed, numRuns: 10_000 },
  );
  if (!counterexample) throw new Error("The property held.");
  return counterexample[0];
}
