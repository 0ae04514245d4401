import * as tolerant from "@proto-webhooks/validators";
import * as strict from "@proto-webhooks/validators/strict";
import { type Made, madeSchemas } from "../../src/gen/made.ts";

/** The names of everything that can be made. */
export const names = Object.keys(madeSchemas) as (keyof Made)[];

/** Says in one line what a validator finds in a value, `""` when it is valid. */
export type Judge = (value: unknown) => string;

/** The validators of what is made. */
export function judgesOf(name: keyof Made): { strict: Judge; tolerant: Judge } {
  return { strict: judgeOf(strict, name), tolerant: judgeOf(tolerant, name) };
}

function judgeOf(validators: object, name: keyof Made): Judge {
  const validate = (validators as Record<string, strict.Validator<unknown>>)[`validate${madeSchemas[name]}`];
  if (!validate) throw new Error(`There is no validator of ${name}.`);
  return (value) => {
    const result = validate(value);
    return result.ok ? "" : result.issues.map(lineOf).join("; ");
  };
}

/** An issue by what near-misses say of it. */
export function lineOf({ kind, path }: Pick<strict.Issue, "kind" | "path">): string {
  return `${kind} ${JSON.stringify(path)}`;
}
