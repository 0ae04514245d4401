/** A mistake in the spec, as a person is told of it. */
export interface Problem {
  /** Relative to the folder of the spec, with slashes. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  /** The rule's name: `spec/…` for ours, in `rules/`, all others are Redocly's. */
  rule: string;
  /** What is wrong. */
  message: string;
  /** What to do about it. */
  remedy: string;
  /** The line of the file that it is about; empty when there is none. */
  source: string;
}
