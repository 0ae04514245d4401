import { type Made, madeSchemas } from "../gen/made.ts";
import { likeExample, likeUri, plainWords } from "./like-example.ts";
import { makeValues, type Style } from "./make-values.ts";
import { type Random, seededRandom } from "./seeded-random.ts";

/** Makes values, each time another one: a function for each event, message, button and object, named after its builder. */
export type Makers = { readonly [Name in keyof Made]: () => Made[Name] };

/** How to make random values. */
export interface RandomOptions {
  /** A whole number, which decides all that is made. Default 0: the same calls make the same values on each run. */
  seed?: number;
}

/** Strings are like the spec's examples; lists may be empty, and optional properties absent or null. */
export const plainStyle: Style = {
  string: ({ format, example }) =>
    format === "uri" ? likeUri(example, plainWords) : likeExample(example, plainWords),
  fewest: 0,
  most: 3,
};

/**
 * Makes random values that fit the spec, as fast as it can: for loads, and for whatever needs many values that differ.
 *
 * @throws {TypeError} when the seed is no whole number.
 */
export function createRandom({ seed = 0 }: RandomOptions = {}): Makers {
  return makersIn(plainStyle, seededRandom(seed));
}

/** All makers of a style, on one sequence. */
export function makersIn(style: Style, random: Random): Makers {
  const values = makeValues(style);
  const makers = Object.entries(madeSchemas).map(([name, schema]) => {
    const make = values({ ref: schema });
    return [name, () => make(random)];
  });
  return Object.fromEntries(makers);
}
