import type { MutableSchema } from "./mutable-spec.ts";

/** One way to change a schema. */
export interface Change {
  keyword: string;
  /** What happens to the keyword, such as `raised`; begins with the name that it is about when there are several. */
  what: string;
  to: MutableSchema;
}

/** What an operator may look at beside the schema itself. */
export interface Surroundings {
  /** The schema of that name. */
  named: (name: string) => MutableSchema;
}

/** All changes of one keyword that a schema can be given; none where it does not apply. */
export type Operator = (schema: MutableSchema, surroundings: Surroundings) => Change[];

/** A copy of an object without one of its members. */
export function without<T extends object>(object: T, name: string): T {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name)) as T;
}

/** As somebody would misspell it: the case of its first letter is another. */
export function misspelt(name: string): string {
  const first = name.charAt(0);
  return (first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()) + name.slice(1);
}
