import type { Judge } from "./judge.ts";
import { suggestFor } from "./suggest.ts";
import { createValidator, type Validator } from "./validator.ts";

/** A validator that judges as a mock or a fixture is judged, and says which name was perhaps meant. */
export function strictValidator<T>(name: string, judge: Judge): Validator<T> {
  return createValidator<T>(judge, () => judge.errors ?? [], suggestFor(name));
}
