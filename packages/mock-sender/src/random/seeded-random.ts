/** Gives the next number of a sequence, from 0 up to but not 1. */
export type Random = () => number;

/**
 * A sequence that the seed decides, on every machine: good enough for test data, and of no use for secrets.
 *
 * @param seed any whole number.
 * @throws {TypeError} when it is none.
 */
export function seededRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new TypeError("A seed is a whole number, such as 7.");
  // Numbers have 53 bits, and the state 32: both halves of a large seed count.
  let state = mix(seed | 0) ^ Math.floor(seed / 2 ** 32);
  return () => {
    state = (state + step) | 0;
    return (mix(state) >>> 0) / 2 ** 32;
  };
}

/** Odd and without a pattern, so that the state visits all of its 2^32 values before one comes again. */
const step = 0x9e3779b9;

/** Lets each bit of a number change every other: the last step of the hash function MurmurHash3. */
function mix(bits: number): number {
  let mixed = bits ^ (bits >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** A whole number below `end`. */
export function below(end: number, random: Random): number {
  return Math.floor(random() * end);
}

/** One of the items, of which there is at least one. */
export function pick<T>(items: ArrayLike<T>, random: Random): T {
  return items[below(items.length, random)] as T;
}
