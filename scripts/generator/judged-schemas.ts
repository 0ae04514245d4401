import {
  mapSchemas,
  type Schema,
  type Schemas,
  type Union,
  unionOf,
  unionsOf,
  withoutNullOnly,
} from "./schema.ts";

/** What may be told about a value beside what it is judged by. */
export interface Told extends Pick<Schema, "title" | "description" | "examples"> {
  $comment?: string;
}

/** A schema that says what a value is judged by, in words of JSON Schema, and perhaps some words about it. */
export interface JudgedSchema extends Told, Omit<Schema, "discriminator"> {
  if?: JudgedSchema;
  then?: JudgedSchema;
  else?: JudgedSchema;
  allOf?: JudgedSchema[];
  discriminator?: { propertyName: string };
}

/** Judged schemas by name. */
export type JudgedSchemas = Record<string, JudgedSchema>;

/** For whom schemas are written. It changes nothing of what they judge. */
export interface Writing {
  told: (schema: Schema) => Told;
  /** Judges a member of a union whose type is listed, by the schema of that type. */
  listedMember: (union: Union) => JudgedSchema;
}

/** For Ajv, which picks the branch of a union by a word of OpenAPI. Nothing is told: nobody would read it. */
const forAjv: Writing = {
  told: () => ({}),
  listedMember: (union) => ({
    type: "object",
    discriminator: { propertyName: union.tag },
    oneOf: Object.values(union.members).map((member) => ({ $ref: `#/components/schemas/${member}` })),
  }),
};

/**
 * The schemas as a receiver judges: additional properties pass; unrecognized events, messages, buttons and author
 * types pass when they have what all of them must have; a format is only an annotation.
 */
export function tolerantSchemas(schemas: Schemas, writing: Writing = forAjv): JudgedSchemas {
  const judged = mapSchemas(schemas, (schema) => {
    const { format: _, ...kept } = withoutNullOnly(withoutAnnotations(schema));
    return { ...writing.told(schema), ...openEnum(schema, kept) };
  });
  return withUnions(schemas, judged, writing, (union) =>
    union.unrecognized ? { $ref: `#/components/schemas/${union.unrecognized}` } : listedOnly(union),
  );
}

/**
 * The schemas as a mock or a fixture is judged: closed objects, listed types only, formats asserted, and a property
 * that belongs to another member of a union is absent or null.
 */
export function strictSchemas(schemas: Schemas, writing: Writing = forAjv): JudgedSchemas {
  const unrecognized = new Set(unionsOf(schemas).map((union) => union.unrecognized));
  const listed = Object.entries(schemas).filter(([name]) => !unrecognized.has(name));
  const judged = mapSchemas(Object.fromEntries(listed), (schema) => {
    const kept = { ...writing.told(schema), ...withoutAnnotations(schema) };
    return kept.properties && kept.additionalProperties === undefined
      ? { ...kept, additionalProperties: false }
      : kept;
  });
  return withUnions(schemas, judged, writing, listedOnly);
}

/** The envelope of a delivery: what is judged before any of its events. */
export function envelope(delivery: JudgedSchema): JudgedSchema {
  const { items: _, ...events } = delivery.properties?.events ?? {};
  return { ...delivery, properties: { ...delivery.properties, events } };
}

/** Replaces each union by: when the type is listed, that member decides; otherwise `otherwise` does. */
function withUnions(
  schemas: Schemas,
  judged: Schemas,
  { told, listedMember }: Writing,
  otherwise: (union: Union) => JudgedSchema,
): JudgedSchemas {
  const result: JudgedSchemas = { ...judged };
  for (const name of Object.keys(judged)) {
    const schema = schemas[name] ?? {};
    const union = unionOf(name, schema);
    if (!union) continue;
    result[name] = {
      ...told(schema),
      if: { type: "object", required: [union.tag], properties: { [union.tag]: { enum: tags(union) } } },
      // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
      then: listedMember(union),
      else: otherwise(union),
    };
  }
  return result;
}

function listedOnly(union: Union): JudgedSchema {
  return {
    type: "object",
    required: [union.tag],
    properties: { [union.tag]: { type: "string", enum: tags(union) } },
  };
}

function tags(union: Union): string[] {
  return Object.keys(union.members);
}

/** An enum whose schema says what an unrecognized value must be is judged by that alone. */
function openEnum(schema: Schema, kept: Schema): Schema {
  const open = schema["x-unrecognized"];
  return schema.enum && open ? open : kept;
}

function withoutAnnotations(schema: Schema): Schema {
  const {
    title: _t,
    description: _d,
    examples: _e,
    "x-provenance": _p,
    "x-unrecognized": _u,
    ...kept
  } = schema;
  const { discriminator: _m, ...judged } = kept;
  return judged;
}
