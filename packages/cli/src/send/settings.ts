import type { Assignment } from "./assignment.ts";

/** What `send` was asked for. Undefined is what the user left out. */
export interface SendSettings {
  to: URL;
  /** A type, an example or a file. */
  what: string;
  json: boolean;
  /** How many deliveries; of a scenario or a trace, how many runs. */
  count: number | undefined;
  /** How many begin in a second. */
  rate: number | undefined;
  /** How many are under way at once. */
  concurrency: number | undefined;
  seed: number | undefined;
  /** Set in each delivery, in this order. */
  assignments: readonly Assignment[];
}

/** Whether many are meant: then what came of all counts, and not each. */
export function isLoad({ count, rate, concurrency }: SendSettings): boolean {
  return count !== undefined || rate !== undefined || concurrency !== undefined;
}
