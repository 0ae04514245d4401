import Ajv, { type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { Kind } from "./cases.ts";
import { escapeName } from "./pointer.ts";
import { type Schema, schemaFiles, schemas } from "./spec.ts";

// Both packages are CommonJS; under Node's rules the class and the function are below `default`.
const AjvClass = Ajv.default ?? Ajv;
const addFormats = formats.default ?? formats;

/**
 * A reading of the schemas that owes nothing to the validators that are generated from them: the files as they are, in
 * Ajv, with a minimum of changes.
 *
 * - `open`: additional properties pass, also those that the documentation gives to another button; authors are of any
 *   type; `format` is not looked at. Unrecognized events, messages and buttons do not pass.
 * - `closed`: only what is listed, formats asserted.
 */
export function validator(name: string, reading: "open" | "closed"): ValidateFunction {
  const compiled = (reading === "open" ? open : closed).getSchema(`spec:/schemas/${name}.yaml`);
  if (!compiled) throw new Error(`There is no schemas/${name}.yaml.`);
  return compiled;
}

const closed = load(close, true);
const open = load(loosen, false);

function load(change: (schema: Schema) => Schema, validateFormats: boolean) {
  const ajv = new AjvClass({ allErrors: true, discriminator: true, strict: false, validateFormats });
  addFormats(ajv);
  for (const file of schemaFiles) {
    const schema = schemas.get(file.replace(/^schemas\/|\.yaml$/g, ""));
    if (schema) ajv.addSchema(change(tag(schema)), `spec:/${file}`);
  }
  return ajv;
}

/** Ajv knows `discriminator` without `mapping`, and lets what is no object pass it. */
function tag(schema: Schema): Schema {
  if (!schema.discriminator) return schema;
  const { propertyName } = schema.discriminator;
  return { ...schema, type: "object", discriminator: { propertyName } as Required<Schema>["discriminator"] };
}

function close(schema: Schema): Schema {
  return schema.properties ? { additionalProperties: false, ...schema } : schema;
}

function loosen(schema: Schema): Schema {
  if (schema.enum && schema["x-unrecognized"]) return schema["x-unrecognized"];
  if (!schema.properties) return schema;
  const kept = Object.entries(schema.properties).filter(([, property]) => property.type !== "null");
  return { ...schema, properties: Object.fromEntries(kept) };
}

/** What Ajv found, in the words of the cases. That a value is in no list is not said of one that is of another type. */
export function issuesOf(
  errors: readonly ErrorObject[] | null | undefined,
): { pointer: string; kind: Kind }[] {
  const all = errors ?? [];
  const wrongType = new Set(
    all.filter((error) => error.keyword === "type").map((error) => error.instancePath),
  );
  return all
    .filter((error) => error.keyword !== "enum" || !wrongType.has(error.instancePath))
    .map((error) => ({ pointer: placeOf(error), kind: kindOf(error) }));
}

function placeOf({ keyword, instancePath, params }: ErrorObject): string {
  const name = {
    required: "missingProperty",
    additionalProperties: "additionalProperty",
    discriminator: "tag",
  }[keyword];
  return name === undefined ? instancePath : `${instancePath}/${escapeName(params[name])}`;
}

function kindOf({ keyword, params }: ErrorObject): Kind {
  if (keyword === "discriminator") {
    if (params.error === "mapping") return "wrong_value";
    return params.tagValue === undefined ? "missing_property" : "wrong_type";
  }
  const kind = byKeyword[keyword];
  if (!kind) throw new Error(`No kind of issue stands for the keyword ${keyword}.`);
  return kind;
}

const byKeyword: Record<string, Kind | undefined> = {
  required: "missing_property",
  type: "wrong_type",
  enum: "wrong_value",
  const: "wrong_value",
  maxItems: "too_many_items",
  additionalProperties: "unknown_property",
  format: "wrong_format",
};
