import { closest, distance } from "fastest-levenshtein";
import type { Suggest } from "./explain.ts";
import { shapes } from "./gen/shapes.ts";
import { isObject, memberOf, propertyOf } from "./shape.ts";

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

/** The name that is most like what was written, when they differ in no more than a third of it. */
function mostLike(written: unknown, names: string[]): string | undefined {
  if (typeof written !== "string" || written.length > 100 || names.length === 0) return undefined;
  const name = closest(written, names);
  return distance(written, name) <= Math.max(1, Math.floor(name.length / 3)) ? name : undefined;
}

/** The listed properties that the object at a path does not have yet. */
function missingNames(schema: string, path: (string | number)[], root: unknown): string[] {
  let name: string | undefined = schema;
  let value = root;
  for (const key of [...path, undefined]) {
    const shape: (typeof shapes)[string] | undefined = name === undefined ? undefined : shapes[name];
    if (shape && "members" in shape) name = memberOf(shape, value);
    if (key === undefined) break;
    const object: (typeof shapes)[string] | undefined = name === undefined ? undefined : shapes[name];
    // An index leads to an item, whose schema the property has named already.
    if (typeof key === "string")
      name = object && "properties" in object ? propertyOf(object, key) : undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  const shape = name === undefined ? undefined : shapes[name];
  if (!shape || !("properties" in shape) || !isObject(value)) return [];
  const present = value;
  return Object.keys(shape.properties).filter((key) => !Object.hasOwn(present, key));
}

function valueAt(path: (string | number)[], root: unknown): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], root);
}
