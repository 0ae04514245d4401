/** The parts of an OpenAPI description, and of JSON Schema, that the docs read. All else passes through. */
export interface Spec {
  info: { title: string; version: string; summary?: string; description?: string };
  webhooks?: Record<string, unknown>;
  paths?: Record<string, unknown>;
  components: { schemas: Record<string, Schema> };
}

export interface Schema {
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  format?: string;
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  maxItems?: number;
  oneOf?: Schema[];
  discriminator?: { propertyName: string; mapping?: Record<string, string> };
  /** `documented`, `example` or `inferred`. */
  "x-provenance"?: string;
  /** What a value must still be whose type is not listed. Where it is missing, the list is closed. */
  "x-unrecognized"?: Schema;
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
