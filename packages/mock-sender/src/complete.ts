import type { ObjectBlueprint, Part } from "./blueprint.ts";
import { blueprints } from "./gen/blueprints.ts";

/**
 * Completes what was given to a value of a schema:
 *
 * - Nothing given (or nothing but its type): the spec's example, with the optional properties that have one.
 * - Otherwise: what was given, and what is then missing and required as in the example.
 *
 * It judges nothing: what does not fit is left as it is, for the validator to name. Nothing of `given` is changed.
 */
export function complete(schema: string, given: unknown): unknown {
  const blueprint = blueprints[schema];
  if (!blueprint || (given !== undefined && !isObject(given))) return given;
  if (!("tag" in blueprint)) return completeObject(blueprint, given ?? {});
  const [first] = Object.keys(blueprint.members);
  const tag = given === undefined ? first : given[blueprint.tag];
  const member = typeof tag === "string" && Object.hasOwn(blueprint.members, tag) && blueprint.members[tag];
  return member ? complete(member, given) : given;
}

function completeObject({ properties }: ObjectBlueprint, given: Record<string, unknown>): unknown {
  const keys = Object.keys(given).filter((key) => given[key] !== undefined);
  const unknown = keys.filter((key) => !Object.hasOwn(properties, key));
  const whole = keys.every((key) => properties[key]?.constant !== undefined);
  const listed = Object.entries(properties).flatMap(([key, part]): [string, unknown][] => {
    if (keys.includes(key)) return [[key, completePart(part, given[key])]];
    // A misspelt property is probably one of the missing: the validator finds out which, if it is still missing.
    const wanted = whole ? part.required || "example" in part : part.required && unknown.length === 0;
    return wanted || part.constant !== undefined ? [[key, examplePart(part)]] : [];
  });
  return Object.fromEntries([...listed, ...unknown.map((key): [string, unknown] => [key, given[key]])]);
}

function completePart({ schema, list }: Part, given: unknown): unknown {
  if (schema === undefined) return given;
  if (!list) return complete(schema, given);
  return Array.isArray(given) ? given.map((item) => complete(schema, item)) : given;
}

function examplePart({ constant, example, schema, list }: Part): unknown {
  if (schema === undefined) return constant ?? structuredClone(example);
  return list ? [complete(schema, undefined)] : complete(schema, undefined);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
