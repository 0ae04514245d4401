import { closest, distance } from "fastest-levenshtein";
import type { Suggest } from "./explain.ts";
import { shapes } from "./gen/shapes.ts";
import { isObject, memberOf, type ObjectShape, propertyOf } from "./shape.ts";

/** Suggests, for an unknown property or type, the listed name that is most like it. */
export function suggestFor(schema: string): Suggest {
  return (error, path, root) => {
    if (error.keyword === "additionalProperties") {
      return mostLike(String(error.params.additionalProperty), missingNames(schema, path.slice(0, -1), root));
    }
    if (error.keyword === "enum")
      return mostLike(valueAt(path, root), error.params.allowedValues as string[]);
    return undefined;
  };
}

/**
 * The name that is most like what was written, when they differ in no more than a third of it. Two letters that changed
 * places count as two, so a name of four may differ in two.
 */
function mostLike(written: unknown, names: string[]): string | undefined {
  if (typeof written !== "string" || written.length > 100 || names.length === 0) return undefined;
  const name = closest(written, names);
  return distance(written, name) <= (name.length < 4 ? 1 : Math.max(2, Math.floor(name.length / 3)))
    ? name
    : undefined;
}

/** The listed properties that the object at a path does not have yet. */
function missingNames(schema: string, [key, ...rest]: (string | number)[], value: unknown): string[] {
  // An index leads to an item, whose schema the property has named already.
  if (Array.isArray(value)) return missingNames(schema, rest, value[key as number]);
  const object = objectShape(schema, value);
  if (!object || !isObject(value)) return [];
  if (key === undefined) return Object.keys(object.properties).filter((name) => !Object.hasOwn(value, name));
  const next = propertyOf(object, String(key));
  return next === undefined ? [] : missingNames(next, rest, value[key]);
}

/** The shape of an object: that of its member, when its schema is a union. */
function objectShape(schema: string, value: unknown): ObjectShape | undefined {
  const shape = shapes[schema];
  if (!shape || "properties" in shape) return shape;
  const member = memberOf(shape, value);
  return member === undefined ? undefined : objectShape(member, value);
}

function valueAt(path: (string | number)[], root: unknown): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], root);
}
