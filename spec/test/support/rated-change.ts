import type { Impact } from "../../diff/redocly-diff.ts";

/** What is written into the small bundle, by pointer; `undefined` takes away, `/-` appends to a list. */
export type Edits = Record<string, unknown>;

/** A change of the small bundle, what each side is to be told, and the version that follows 1.2.3. */
export type RatedChange = [
  name: string,
  edits: Edits,
  receiver: Impact | "none",
  mockAuthor: Impact | "none",
  version: string,
];
