import type { JudgedSpec } from "./judged-spec.ts";

/** Something that an example, a case or a test says of the spec. */
export interface Expectation {
  /** What says it: `invalid: chat is null`. */
  name: string;
  /** What it looks at beside the schemas that it asks for. */
  about?: string[];
  /** Whether it is true of a spec. */
  holds: (spec: JudgedSpec) => boolean;
}
