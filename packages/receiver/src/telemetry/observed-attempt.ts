import type { Tracer } from "@opentelemetry/api";
import { systemClock } from "../clock.ts";
import type { Claim } from "../inbox.ts";
import { knownType } from "./known-type.ts";
import type { Metrics } from "./metrics.ts";
import { quietly } from "./quietly.ts";
import type { Step } from "./step.ts";
import type { AttemptOutcome, AttemptTelemetry } from "./telemetry.ts";
import { traceAttempt } from "./traces.ts";

/** An attempt as its span and its metrics see it. */
export class ObservedAttempt implements AttemptTelemetry {
  readonly #tracer: Tracer;
  readonly #metrics: Metrics | undefined;
  readonly #claim: Claim;
  /** Set when the handler was called. */
  #call: { readonly step: Step; readonly type: string; readonly begun: number; seconds: number } | undefined;
  #outcome: AttemptOutcome = "lost";

  constructor(tracer: Tracer, metrics: Metrics | undefined, claim: Claim) {
    this.#tracer = tracer;
    this.#metrics = metrics;
    this.#claim = claim;
  }

  handle<T>(type: string, handler: () => T): T {
    const known = this.#claim.kind === "valid" ? knownType(type) : "other";
    const step = traceAttempt(this.#tracer, this.#claim, known);
    this.#call = { step, type: known, begun: systemClock.now(), seconds: 0 };
    this.#countDuplicate();
    return step.within(handler);
  }

  /** Here and not at the commit: an inbox may compare events after it has answered. */
  #countDuplicate(): void {
    const { attempt, receipt } = this.#claim;
    if (attempt > 1 || receipt.suspectedDuplicateOf === undefined) return;
    quietly(() => this.#metrics?.duplicates.add(1, { "proto_webhooks.duplicate.outcome": "flagged" }));
  }

  ended(outcome: AttemptOutcome, error?: unknown): void {
    this.#outcome = outcome;
    if (!this.#call) return;
    const { step, begun } = this.#call;
    this.#call.seconds = (systemClock.now() - begun) / 1_000;
    step.describe(() => ({ "proto_webhooks.attempt.outcome": outcome }));
    if (outcome === "retry" || outcome === "dead") step.fail(error);
    else if (outcome === "lost") step.failAs("LeaseLostError");
    step.end();
  }

  settled(isStored: boolean): void {
    // Without a handler it was no attempt; except that it may be the last one of an event.
    if (!this.#metrics || (!this.#call && this.#outcome === "closing")) return;
    const { attempts, attemptDuration } = this.#metrics;
    const attributes = {
      "proto_webhooks.event.type": this.#call?.type ?? typeIn(this.#claim),
      "proto_webhooks.attempt.outcome": isStored ? this.#outcome : "lost",
    };
    quietly(() => {
      attempts.add(1, attributes);
      if (this.#call) attemptDuration.record(this.#call.seconds, attributes);
    });
  }
}

/** For an event that was not handed to a handler, which would have been parsed for it. */
function typeIn({ kind, json }: Claim): string {
  try {
    return kind === "valid" ? knownType(JSON.parse(json).type) : "other";
  } catch {
    return "other";
  }
}
