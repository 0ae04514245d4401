import type { Outcome } from "@proto-webhooks/mock-sender";
import { plural } from "../plural.ts";
import type { ProblemCode } from "./problem.ts";
import type { Unwritten } from "./to-line.ts";

/** What one run has done, counted. */
export class Tally {
  readonly #outcomes = new Map<string, number>();
  readonly #unwritten = new Map<Unwritten, number>();
  readonly #refused = new Map<ProblemCode, number>();
  #forwarded = 0;

  forwarded(outcome: Outcome, unwritten: Unwritten | undefined): void {
    this.#forwarded++;
    increase(this.#outcomes, showOutcome(outcome));
    if (unwritten) increase(this.#unwritten, unwritten);
  }

  refused(code: ProblemCode): void {
    increase(this.#refused, code);
  }

  /** How many were lost to the recording because its file could not be written. */
  get failed(): number {
    return this.#unwritten.get("failed") ?? 0;
  }

  /** For a person, one line or more. */
  show(file: string): string {
    const outcomes = [...this.#outcomes].map(([outcome, count]) => `${count} × ${outcome}`);
    const written = this.#forwarded - sum(this.#unwritten);
    return [
      `${[`Forwarded ${plural(this.#forwarded, "delivery", "deliveries")}`, ...outcomes].join(", ")}.`,
      `Recorded ${written} in ${file}.`,
      ...[...this.#unwritten].map(([why, count]) => `Not recorded: ${count}, ${reasons[why]}.`),
      ...[...this.#refused].map(([code, count]) => `Refused: ${count} × ${code}.`),
    ].join("\n");
  }
}

/** A status, or why there was none. */
export function showOutcome(outcome: Outcome): string {
  return "status" in outcome ? String(outcome.status) : outcome.error;
}

/** Why a delivery is not in the recording, for people. */
export const reasons: Readonly<Record<Unwritten, string>> = {
  compressed: "as a recording cannot say that a body is compressed",
  not_json: "as only JSON can be redacted",
  failed: "as the file could not be written",
};

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sum(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
