import type { MutableSpec } from "./mutable-spec.ts";

/** The spec with one change that somebody could make by mistake. */
export interface Mutant {
  /** What was changed: `CarouselData.cards: maxItems raised`. Unique. */
  id: string;
  /** Which kind of change: the keyword and what happened to it, such as `maxItems raised`. */
  kind: string;
  /** The name of the schema, or `openapi` for an operation. */
  part: string;
  /** Below `spec/`. */
  file: string;
  /** From 1. */
  line: number;
  spec: MutableSpec;
}
