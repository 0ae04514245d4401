import type { Schema } from "@proto-webhooks/scripts/generator";

export type { Schema };

/** The parts of an OpenAPI description that the docs read. All else passes through. */
export interface Spec {
  info: { title: string; version: string; summary?: string; description?: string };
  webhooks?: Record<string, unknown>;
  paths?: Record<string, unknown>;
  components: { schemas: Record<string, Schema> };
}

const prefix = "#/components/schemas/";

/** The name of the schema that a `$ref` points at; undefined when the schema stands in place. */
export function refName(schema: Schema): string | undefined {
  return schema.$ref?.startsWith(prefix) ? schema.$ref.slice(prefix.length) : undefined;
}

/** The schema itself, or the one that its `$ref` points at. */
export function resolve(spec: Spec, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const target = spec.components.schemas[refName(schema) ?? ""];
  if (target === undefined) throw new Error(`The spec has no schema ${schema.$ref}. Is it a whole bundle?`);
  return target;
}

/** The types of a union by the value of its discriminator: `text` → `TextMessage`. Empty for all other schemas. */
export function branches(schema: Schema): Map<string, string> {
  const mapping = Object.entries(schema.discriminator?.mapping ?? {});
  return new Map(mapping.map(([type, $ref]) => [type, refName({ $ref }) ?? $ref]));
}
