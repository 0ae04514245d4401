/** Random draws that come again. */
export interface Draws {
  /** From 0, below 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** The items in a drawn order. The list itself stays as it is. */
  shuffled<T>(list: readonly T[]): T[];
}

/**
 * The draws of one decision. They depend on the seed and on the decision's name alone, so that each decision stays as it
 * is when others are added, left out, or made in another order. Whole 32-bit numbers only: the same on every machine.
 *
 * @param names what is decided: `"duplicates", 3`.
 */
export function drawsOf(seed: number, ...names: readonly (string | number)[]): Draws {
  let state = hash(JSON.stringify([seed, ...names]));
  // Mulberry32.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: <T>(list: readonly T[]) => list[int(0, list.length - 1)] as T,
    shuffled(list) {
      const items = [...list];
      for (let last = items.length - 1; last > 0; last--) {
        const other = int(0, last);
        [items[last], items[other]] = [items[other] as (typeof items)[0], items[last] as (typeof items)[0]];
      }
      return items;
    },
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return state >>> 0;
}
