/**
 * The middle of some numbers: unlike their mean, it does not care how far off the worst round was.
 *
 * @throws RangeError when there are none.
 */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError("Nothing was measured.");
  return (lower + upper) / 2;
}

/**
 * The median of what each round gave for the one divided by what the same round gave for the other. What slows down a
 * whole round, such as a neighbour on the machine, falls out of its ratio.
 */
export function medianRatio(ones: readonly number[], others: readonly number[]): number {
  if (ones.length !== others.length) throw new RangeError("Each round measures both.");
  return median(ones.map((one, round) => one / (others[round] ?? Number.NaN)));
}

/** The lowest and the highest of some numbers. */
export function spreadOf(values: readonly number[]): [low: number, high: number] {
  return [Math.min(...values), Math.max(...values)];
}
