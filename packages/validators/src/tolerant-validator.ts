import { findErrors } from "./find-errors.ts";
import type { Check } from "./judge.ts";
import type { Rule } from "./rule.ts";
import { createValidator, type Validator } from "./validator.ts";

/** A validator that judges as a receiver does: the check is quick, and what is wrong is looked for only after a no. */
export function tolerantValidator<T>(check: Check, rule: Rule): Validator<T> {
  return createValidator<T>(check, (value) => findErrors(rule, value));
}
