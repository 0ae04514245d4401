import type { Issue } from "@proto-webhooks/validators/strict";

/**
 * A value that mock Proto does not send, because it would not fit the spec.
 *
 * Its message has one line for each issue, with places and kinds, never a value.
 */
export class InvalidValueError extends TypeError {
  override readonly name = "InvalidValueError";
  /** What is wrong, at least one. */
  readonly issues: readonly Issue[];

  /** @param what names the value: `TextMessage`. */
  constructor(what: string, issues: readonly Issue[], hint = "") {
    super(
      [`${what} does not fit the spec:`, ...issues.map((issue) => `- ${issue.message}`)].join("\n") + hint,
    );
    this.issues = issues;
  }
}
