import type { Impact } from "./redocly-diff.ts";

/** One change of the spec, and what it means for whom. */
export interface Finding {
  kind: "added" | "removed" | "modified";
  /** What was changed: `Schema`, `PathItem`, `Operation`, `Example`, … as Redocly names it. */
  node: string;
  /** The keyword that was modified, such as `required`; `key` when something was renamed. */
  keyword?: string;
  /** Where it stands, or stood, in the bundle: `#/components/schemas/Card/properties/title`. */
  pointer: string;
  /** Its value before and after. */
  before?: unknown;
  after?: unknown;
  /** Pointer before a renaming. */
  pointerBefore?: string;
  /** Whether it is in a list, of a union or an enum, that lets others pass, before and after. */
  isOpen: boolean;
  receiver: Impact;
  mockAuthor: Impact;
  /** Why it is rated otherwise than Redocly does. */
  why?: string;
}

/** A change before the rules see it. */
export type Unrated = Omit<Finding, "why">;

const order: readonly Impact[] = ["patch", "minor", "major"];

/** The greatest of them; undefined when there is none. */
export function greatest(impacts: readonly Impact[]): Impact | undefined {
  return order.findLast((impact) => impacts.includes(impact));
}
