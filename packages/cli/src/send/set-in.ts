import { printNote } from "../print.ts";
import { assign } from "./assign.ts";
import type { Assignment } from "./assignment.ts";

/** Changes a delivery. @throws CliError when there is no place for what is to be set. */
export type Setter = (delivery: unknown) => void;

/** Sets all that was asked for. What was not there and is added is told once: the name may be a slip. */
export function setIn(assignments: readonly Assignment[]): Setter {
  const told = new Set<Assignment>();
  return (delivery) => {
    for (const assignment of assignments) {
      const { isNew } = assign(delivery, assignment);
      if (!isNew || told.has(assignment)) continue;
      told.add(assignment);
      printNote(`--set ${assignment.shown}: it was not there, and is added.`);
    }
  };
}
