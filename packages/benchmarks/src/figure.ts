/** What a figure is to be. */
export interface Target {
  readonly bound: "at least" | "at most";
  readonly value: number;
}

/** One number that was measured. */
export interface Figure {
  /** What it is, as a line of a table begins. */
  readonly name: string;
  readonly value: number;
  /** Empty for a ratio. */
  readonly unit: string;
  /** The lowest and the highest round, in the same unit; where the value is their median. */
  readonly spread?: readonly [low: number, high: number];
  /** Only what was asked for has one. */
  readonly target?: Target;
}

/** What one scenario measured. */
export interface Result {
  /** The scenario's name. */
  readonly scenario: string;
  /** How it was measured, in a sentence or two, with the sizes of this run. */
  readonly method: string;
  readonly figures: readonly Figure[];
}

/** Whether the figure reaches its target; undefined when it has none. */
export function isMet({ value, target }: Figure): boolean | undefined {
  if (target === undefined) return undefined;
  return target.bound === "at least" ? value >= target.value : value <= target.value;
}

/** The names of the figures that miss their targets. */
export function missed(results: readonly Result[]): string[] {
  return results.flatMap(({ scenario, figures }) =>
    figures.filter((figure) => isMet(figure) === false).map(({ name }) => `${scenario}: ${name}`),
  );
}
