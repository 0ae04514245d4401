import type { Issue, Validator } from "@proto-webhooks/validators/strict";
import { complete } from "./complete.ts";
import { InvalidValueError } from "./invalid-value-error.ts";

/**
 * Completes what was given to a value of a schema, by the spec's examples, and judges it.
 *
 * @throws {InvalidValueError}
 */
export function build<T>(schema: string, validate: Validator<T>, given: unknown): T {
  const result = validate(complete(schema, given));
  if (result.ok) return result.value;
  throw new InvalidValueError(schema, withoutFollowing(result.issues));
}

/** As `build`, for a builder whose first argument is one property of the value, and whose second is the rest. */
export function dataFirst<T>(
  schema: string,
  validate: Validator<T>,
  key: string,
  data: unknown,
  rest: object | undefined,
): T {
  return build(schema, validate, { ...rest, [key]: data });
}

/**
 * Without what is missing beside an unknown property: beside a misspelt property nothing was completed, and the issue
 * of the unknown one says which was meant.
 */
function withoutFollowing(issues: Issue[]): Issue[] {
  const parent = ({ pointer }: Issue) => pointer.slice(0, pointer.lastIndexOf("/"));
  const misspelt = new Set(issues.filter(({ kind }) => kind === "unknown_property").map(parent));
  return issues.filter((issue) => issue.kind !== "missing_property" || !misspelt.has(parent(issue)));
}
