import {
  type JudgedSchema,
  type JudgedSchemas,
  refName,
  type Spec,
  strictSchemas,
  type Told,
  tolerantSchemas,
  type Union,
  type Writing,
} from "@proto-webhooks/scripts/generator";

/** How a schema is read: `tolerant` by a receiver, `strict` by whoever makes payloads. */
export type Reading = "tolerant" | "strict";

const judgedBy = { tolerant: tolerantSchemas, strict: strictSchemas };

/** A schema as it stands in a file. */
export type PublishedSchema = JudgedSchema & { $schema?: string; $id?: string; $defs?: JudgedSchemas };

const dialect = "https://json-schema.org/draft/2020-12/schema";

/**
 * The schemas as plain JSON Schema 2020-12, by the path of their file below `schemas/`: one for each type, such as
 * `tolerant/Event.json`, whose references lead to the files beside it; and all in one, `tolerant.json`, which is a
 * delivery and has the types in its `$defs`.
 */
export function publishedSchemas(spec: Spec, reading: Reading): Record<string, PublishedSchema> {
  const schemas = judgedBy[reading](spec.components.schemas, plainly);
  const names = Object.keys(schemas).sort();
  const $comment = `Version ${spec.info.version} of the format, ${reading} reading.`;
  const file = (name: string): PublishedSchema => ({
    $schema: dialect,
    $id: schemaId(spec, `${reading}/${name}.json`),
    ...referringTo(schemas[name] ?? {}, (other) => `${other}.json`),
  });
  const inBundle = (name: string) => referringTo(schemas[name] ?? {}, (other) => `#/$defs/${other}`);
  return {
    ...Object.fromEntries(names.map((name) => [`${reading}/${name}.json`, file(name)])),
    [`${reading}.json`]: {
      $schema: dialect,
      $id: schemaId(spec, `${reading}.json`),
      $comment,
      $ref: "#/$defs/Delivery",
      $defs: Object.fromEntries(names.map((name) => [name, inBundle(name)])),
    },
  };
}

/**
 * A name, no address: nobody can ever own a host below `.invalid`, so that no validator is answered by a stranger. It is
 * hierarchical, so that a relative reference leads to the file beside, and stays the same within a major version.
 */
export function schemaId({ info }: Spec, path: string): string {
  const [major] = info.version.split(".");
  return `https://proto-webhooks.invalid/${major}/${path}`;
}

/** For any validator: no word that JSON Schema does not know, and nothing that some of them read in another way. */
const plainly: Writing = { told, listedMember };

function told(schema: JudgedSchema): Told {
  const { title, description, examples, enum: values } = schema;
  const provenance = schema["x-provenance"];
  // In an open list the listed values are no more than examples.
  const shown = values && schema["x-unrecognized"] ? values : examples;
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(provenance !== undefined && { $comment: `x-provenance: ${provenance}` }),
    ...(shown && { examples: shown }),
  };
}

/** One condition for each type, not a `oneOf`: whatever is wrong is said once, by the schema of that type. */
export function listedMember({ tag, members }: Union): JudgedSchema {
  return {
    allOf: Object.entries(members).map(([value, member]) => ({
      if: { type: "object", required: [tag], properties: { [tag]: { const: value } } },
      // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
      then: { $ref: `#/components/schemas/${member}` },
    })),
  };
}

function referringTo(schema: JudgedSchema, refTo: (name: string) => string): JudgedSchema {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "$ref" && typeof value === "string" ? refTo(refName(value)) : value,
  );
}
