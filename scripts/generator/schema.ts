/** Where a fact of the spec comes from; the spec's introduction explains the words. */
export type Provenance = "documented" | "example" | "inferred";

/** The part of JSON Schema 2020-12 that the spec uses. */
export interface Schema {
  title?: string;
  description?: string;
  type?: string | string[];
  const?: string;
  enum?: string[];
  format?: string;
  maxItems?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean;
  items?: Schema;
  oneOf?: Schema[];
  discriminator?: { propertyName: string; mapping: Record<string, string> };
  examples?: unknown[];
  $ref?: string;
  "x-provenance"?: Provenance;
  /** What a union member, or a value of an enum, must have that the spec does not list. */
  "x-unrecognized"?: Schema;
}

/** Schemas by name. */
export type Schemas = Record<string, Schema>;

/** The name at the end of a reference: `#/components/schemas/Chat` gives `Chat`. */
export function refName(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}

/** A union that is told apart by the constant of one property. */
export interface Union {
  /** Name of the union's schema. */
  name: string;
  /** The property that tells the members apart. */
  tag: string;
  /** The members' schema names, by the value of the tag. */
  members: Record<string, string>;
  /** Name of the schema of an unrecognized member; absent when the union is closed. */
  unrecognized?: string;
}

/** The union that a schema describes, or undefined when it describes none. */
export function unionOf(name: string, schema: Schema): Union | undefined {
  if (!schema.oneOf) return undefined;
  if (!schema.discriminator) {
    throw new Error(
      `spec/schemas/${name}.yaml: a oneOf without discriminator. Add discriminator with a mapping.`,
    );
  }
  const { propertyName, mapping } = schema.discriminator;
  const listed = schema.oneOf.map(({ $ref = "" }) => refName($ref));
  const mapped = Object.values(mapping).map(refName);
  const once = [...listed, ...mapped].filter(
    (member) => !listed.includes(member) || !mapped.includes(member),
  );
  if (once.length > 0) {
    throw new Error(
      `spec/schemas/${name}.yaml: ${once.join(", ")} must stand in oneOf and in discriminator.mapping; it is in one only.`,
    );
  }
  const members = Object.fromEntries(Object.entries(mapping).map(([tag, ref]) => [tag, refName(ref)]));
  const unrecognized = schema["x-unrecognized"]?.$ref;
  return { name, tag: propertyName, members, ...(unrecognized && { unrecognized: refName(unrecognized) }) };
}

/** All unions of the spec. */
export function unionsOf(schemas: Schemas): Union[] {
  return Object.entries(schemas).flatMap(([name, schema]) => unionOf(name, schema) ?? []);
}

/** A copy of a schema in which `change` has replaced each subschema, the innermost first. */
export function mapSchema(schema: Schema, change: (schema: Schema) => Schema): Schema {
  const copy: Schema = { ...schema };
  if (schema.properties) {
    copy.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([key, value]) => [key, mapSchema(value, change)]),
    );
  }
  if (schema.items) copy.items = mapSchema(schema.items, change);
  if (schema.oneOf) copy.oneOf = schema.oneOf.map((branch) => mapSchema(branch, change));
  return change(copy);
}

/** `mapSchema` over each of them. */
export function mapSchemas(schemas: Schemas, change: (schema: Schema) => Schema): Schemas {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, mapSchema(schema, change)]),
  );
}

/** Without the properties that may only be null: those that belong to another member of the union. */
export function withoutNullOnly(schema: Schema): Schema {
  if (!schema.properties) return schema;
  const properties = Object.entries(schema.properties).filter(([, property]) => property.type !== "null");
  return { ...schema, properties: Object.fromEntries(properties) };
}
