export * from "./gen/tolerant-validators.ts";
export * from "./gen/tuples.ts";
export type { Issue, IssueKind, Result } from "./issue.ts";
export type {
  InvalidEvent,
  ParsedDelivery,
  ParsedEvent,
  ParsedEvents,
  UnlistedEvent,
  ValidEvent,
} from "./parse-delivery.ts";
export { parseDelivery } from "./parse-delivery.ts";
export { unrecognizedPointers } from "./unrecognized-pointers.ts";
export type { Validator } from "./validator.ts";
