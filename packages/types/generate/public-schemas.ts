import {
  mapSchemas,
  type Provenance,
  type Schema,
  type Schemas,
  unionOf,
  unionsOf,
  withoutNullOnly,
} from "@proto-webhooks/scripts/generator";

/** What the type generators are given: JSON Schema with json-schema-to-typescript's `tsType`. */
export interface PublicSchema extends Schema {
  tsType?: string;
  anyOf?: Schema[];
}

/**
 * The schemas as the public types show them:
 *
 * - An open union `X` becomes `KnownX | UnrecognizedX`. The type of an unrecognized member is an opaque string enum:
 *   a plain `string` there would keep TypeScript from narrowing the union.
 * - An open enum admits that opaque enum too.
 * - Properties that may only be null are left out: they belong to other members.
 * - Each description says where the fact comes from.
 */
export function publicSchemas(schemas: Schemas): Record<string, PublicSchema> {
  const opaque = new Set(unionsOf(schemas).flatMap((union) => union.unrecognized ?? []));
  const result: Record<string, PublicSchema> = {};
  const described = mapSchemas(schemas, (schema) =>
    withAnyType(withoutFormat(withSource(withoutNullOnly(schema)))),
  );
  for (const [name, schema] of Object.entries(described)) {
    const { "x-unrecognized": unrecognized, discriminator, ...rest } = schema;
    const union = unionOf(name, schema);
    if (opaque.has(name)) {
      result[name] = withOpaqueType(schema);
    } else if (union?.unrecognized) {
      const known = `Known${name}`;
      result[known] = {
        ...rest,
        title: known,
        description: `A member of {@link ${name}} whose type this version of the specification lists.`,
        ...(discriminator && { discriminator }),
      };
      result[name] = {
        title: name,
        ...(schema.description && { description: schema.description }),
        anyOf: [ref(known), ref(union.unrecognized)],
      };
    } else if (unrecognized && schema.enum) {
      const { enum: values, ...open } = rest;
      result[name] = {
        ...open,
        tsType: [...schema.enum.map((v) => JSON.stringify(v)), "Unrecognized"].join(" | "),
      };
    } else {
      result[name] = schema;
    }
  }
  return result;
}

const sources: Record<Provenance, string> = {
  documented: "Source: Proto's documentation.",
  example: "Source: an example in Proto's documentation.",
  inferred: "Source: inferred; Proto does not document it.",
};

function withSource(schema: Schema): Schema {
  const provenance = schema["x-provenance"];
  return provenance ? { ...schema, description: `${schema.description}\n\n${sources[provenance]}` } : schema;
}

/** A format is an annotation; it adds nothing to a type. */
function withoutFormat({ format: _, ...schema }: Schema): Schema {
  return schema;
}

/** A schema without a constraint admits any value; the generator would make it an object. */
function withAnyType(schema: PublicSchema): PublicSchema {
  const constrained = schema.type ?? schema.$ref ?? schema.oneOf ?? schema.enum ?? schema.const;
  return constrained === undefined ? { ...schema, tsType: "unknown" } : schema;
}

function withOpaqueType(schema: Schema): PublicSchema {
  const type: PublicSchema = { ...schema.properties?.type, tsType: "Unrecognized" };
  return { ...schema, properties: { ...schema.properties, type } };
}

function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}
