import { refName, type Schema, type Schemas, unionOf } from "@proto-webhooks/scripts/generator";
import { type Format, formats, type JsonType, type PlainShape, type Shape } from "../src/shape.ts";
import { reachable } from "./reachable.ts";

/** What is said of a value, and what is only said about it. A keyword that is in neither is not understood. */
const judged = ["type", "const", "enum", "format", "maxItems", "required", "properties", "items", "$ref"];
const told = ["title", "description", "examples", "x-provenance", "x-unrecognized", "additionalProperties"];
const understood = new Set([...judged, ...told]);

/**
 * The values that each of the schemas allows, those of unrecognized members included.
 *
 * @throws when the spec says something that is not understood: what is made would not be valid, or not all that is.
 */
export function shapesOf(schemas: Schemas, names: string[]): Record<string, Shape> {
  const all = new Set(names.flatMap((name) => [name, ...unrecognizedOf(schemas, name)]));
  for (const name of names) refuseRings(schemas, name, []);
  return Object.fromEntries([...all].map((name) => [name, shapeOf(name, schemas[name] ?? {})]));
}

/** The schema of a union's unrecognized member, and what that can hold. */
function unrecognizedOf(schemas: Schemas, name: string): string[] {
  const unrecognized = unionOf(name, schemas[name] ?? {})?.unrecognized;
  return unrecognized === undefined ? [] : reachable(schemas, unrecognized);
}

function shapeOf(name: string, schema: Schema): Shape {
  const union = unionOf(name, schema);
  if (union) {
    const { tag, members, unrecognized } = union;
    return { tag, members, ...(unrecognized !== undefined && { unrecognized }) };
  }
  const unknown = Object.keys(schema).find((keyword) => !understood.has(keyword));
  if (unknown !== undefined) refuse(name, `${unknown} is a keyword that nothing makes values by`);
  if (schema.$ref !== undefined) return { ref: refName(schema.$ref) };
  return { ...kindOf(name, schema), ...partsOf(name, schema) };
}

function kindOf(name: string, schema: Schema): PlainShape {
  const { type, format, maxItems, examples, enum: values, "x-unrecognized": open } = schema;
  const constant = schema.const === undefined ? undefined : [schema.const];
  if (format !== undefined && !formats.includes(format as Format)) {
    refuse(name, `${format} is a format that nothing makes values of`);
  }
  return {
    ...(type !== undefined && { types: [type].flat() as JsonType[] }),
    ...((constant ?? values) && { values: constant ?? values }),
    ...(values && open && { open: true }),
    ...(format !== undefined && { format: format as Format }),
    ...(maxItems !== undefined && { maxItems }),
    ...(examples && { examples }),
  };
}

function partsOf(name: string, schema: Schema): PlainShape {
  const { items, properties, required = [], additionalProperties } = schema;
  const shapes = Object.entries(properties ?? {}).map(([key, property]) => [key, shapeOf(name, property)]);
  return {
    ...(items && { items: shapeOf(name, items) }),
    ...(properties && { properties: Object.fromEntries(shapes), required }),
    ...(properties && additionalProperties && { more: true }),
  };
}

/** A value that holds one of its own kind could be of any depth. */
function refuseRings(schemas: Schemas, name: string, outer: string[]): void {
  if (outer.includes(name)) refuse(name, "it can hold itself, so that values would have no end");
  const visit = (schema: Schema | undefined): void => {
    if (schema?.$ref) refuseRings(schemas, refName(schema.$ref), [...outer, name]);
    for (const part of [...Object.values(schema?.properties ?? {}), ...(schema?.oneOf ?? [])]) visit(part);
    if (schema?.items) visit(schema.items);
  };
  visit(schemas[name]);
}

function refuse(name: string, why: string): never {
  throw new Error(
    `spec/schemas/${name}.yaml: ${why}. Teach packages/mock-sender/src/shape.ts and what reads it.`,
  );
}
