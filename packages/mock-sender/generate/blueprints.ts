import { refName, type Schema, type Schemas, unionOf } from "@proto-webhooks/scripts/generator";
import type { Blueprint, Part } from "../src/blueprint.ts";

/**
 * What builders are to know of each schema: which values a property has by itself, and which schema leads on.
 *
 * @throws when the spec gives no example of something that every value must have.
 */
export function blueprintsOf(schemas: Schemas, names: string[]): Record<string, Blueprint> {
  const entries = names.flatMap((name): [string, Blueprint][] => {
    const schema = schemas[name] ?? {};
    const union = unionOf(name, schema);
    if (union) return [[name, { tag: union.tag, members: union.members }]];
    return schema.properties ? [[name, { properties: partsOf(schemas, name, schema) }]] : [];
  });
  return Object.fromEntries(entries);
}

function partsOf(schemas: Schemas, name: string, schema: Schema): Record<string, Part> {
  const parts = Object.entries(schema.properties ?? {}).map(([key, property]) => {
    const required = schema.required?.includes(key) ?? false;
    const part = partOf(schemas, property);
    if (required && part.schema === undefined && part.constant === undefined && !("example" in part)) {
      throw new Error(
        `spec/schemas/${name}.yaml: ${key} is required and has no example. Add \`examples\`, which the builders take it from.`,
      );
    }
    return [key, { ...(required && { required }), ...part }];
  });
  return Object.fromEntries(parts);
}

function partOf(schemas: Schemas, property: Schema): Part {
  if (property.const !== undefined) return { constant: property.const };
  const list = property.items !== undefined;
  const ref = property.$ref ?? property.items?.$ref;
  const target = ref === undefined ? undefined : schemas[refName(ref)];
  if (ref && (target?.properties || target?.oneOf)) return { schema: refName(ref), ...(list && { list }) };
  const examples = property.examples ?? target?.examples;
  return examples ? { example: list && target ? examples.slice(0, 1) : examples[0] } : {};
}
