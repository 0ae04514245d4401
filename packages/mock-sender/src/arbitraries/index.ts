// Any value of the spec, for fast-check: an arbitrary for each event, message, button and object, named after its builder.

export * from "../gen/arbitraries.ts";

// What is almost one.

export { type NearMiss, nearMiss } from "./near-miss.ts";

// What they take.

export type { Made } from "../gen/made.ts";
export type { ArbitraryOptions } from "./arbitrary-of.ts";
