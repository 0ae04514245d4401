// The whole matrix against a receiver.

export { type ConformsOptions, conforms } from "./conforms.ts";
export { type Trial, trials } from "./matrix.ts";

// Traces and scenarios with fast-check.

export { type AnyScenarioOptions, anyScenario } from "./any-scenario.ts";
export { type ShrinkOptions, shrinkTrace } from "./shrink-trace.ts";

// What they take and give.

export type { Mood } from "./calls.ts";
export type { Finding } from "./finding.ts";
export type { Handle, ReceiverUnderTest, StartReceiver } from "./receiver-under-test.ts";
export type { Report } from "./report.ts";
export type { Rule } from "./rules.ts";
