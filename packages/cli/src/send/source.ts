import type { Scenario, Trace } from "@proto-webhooks/mock-sender";
import type { Outgoing } from "./outgoing.ts";

/** What a word on the command line asks to send. */
export type Source = PlainSource | ScenarioSource | TraceSource;

/** Deliveries, one after the other. */
export interface PlainSource {
  kind: "plain";
  items: AsyncIterable<Outgoing>;
  /** There is always another one, which differs. */
  isEndless: boolean;
}

/** A file that says how a sender behaves. */
export interface ScenarioSource {
  kind: "scenario";
  file: string;
  scenario: Scenario;
}

/** A file that says what was sent once, when, and how it was broken. */
export interface TraceSource {
  kind: "trace";
  file: string;
  trace: Trace;
}
