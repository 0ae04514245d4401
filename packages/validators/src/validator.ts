import type { StandardSchemaV1 } from "@standard-schema/spec";
import { explain, type Suggest } from "./explain.ts";
import type { Result } from "./issue.ts";
import type { Check, JudgeError } from "./judge.ts";

/**
 * Judges a value: `validateChat(value)`. It never throws, changes nothing and returns the very value it was given.
 *
 * It is a Standard Schema (https://standardschema.dev) too, so it can be handed to any library that takes one.
 */
export interface Validator<T> extends StandardSchemaV1<unknown, T> {
  (value: unknown): Result<T>;
}

/**
 * Makes a validator of a check.
 *
 * @param errorsOf what is wrong with a value that the check has just refused.
 */
export function createValidator<T>(
  check: Check,
  errorsOf: (value: unknown) => JudgeError[],
  suggest?: Suggest,
): Validator<T> {
  const validate = (value: unknown): Result<T> =>
    check(value)
      ? { ok: true, value: value as T }
      : { ok: false, issues: explain(errorsOf(value), value, { suggest }) };
  return Object.assign(validate, {
    "~standard": {
      version: 1 as const,
      vendor: "proto-webhooks",
      validate: (value: unknown) => {
        const result = validate(value);
        return result.ok ? { value: result.value } : { issues: result.issues };
      },
    },
  });
}
