// A delivery, as a receiver judges it.

export { parseDelivery } from "./parse-delivery.ts";
export { unrecognizedPointers } from "./unrecognized-pointers.ts";

// A validator and a guard for each type, and the types that the spec lists.

export * from "./gen/tolerant-validators.ts";
export * from "./gen/tuples.ts";

// What they give.

export type { Issue, IssueKind, Result } from "./issue.ts";
export type {
  InvalidEvent,
  ParsedDelivery,
  ParsedEvent,
  ParsedEvents,
  UnlistedEvent,
  ValidEvent,
} from "./parse-delivery.ts";
export type { Validator } from "./validator.ts";
