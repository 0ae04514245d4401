import { refName, type Schema, type Schemas, unionOf } from "@proto-webhooks/scripts/generator";

/** What leads on from a schema: see `src/shape.ts`, which reads it. */
type Shape = { properties: Record<string, string | null> } | { tag: string; members: Record<string, string> };

/** How the schemas hang together, for what walks a value: objects with their properties, and unions. */
export function shapesOf(schemas: Schemas): Record<string, Shape> {
  return Object.fromEntries(
    Object.entries(schemas).flatMap(([name, schema]) => {
      const shape = shapeOf(name, schema);
      return shape ? [[name, shape]] : [];
    }),
  );
}

function shapeOf(name: string, schema: Schema): Shape | undefined {
  const union = unionOf(name, schema);
  if (union) return { tag: union.tag, members: union.members };
  if (!schema.properties) return undefined;
  const properties = Object.entries(schema.properties).map(([key, property]) => [key, target(property)]);
  return { properties: Object.fromEntries(properties) };
}

/** The schema that a property, or each item of it, has; null when it has none of its own. */
function target(schema: Schema): string | null {
  if (schema.$ref) return refName(schema.$ref);
  return schema.items ? target(schema.items) : null;
}
