import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** The parts of a JSON Schema that this spec uses. */
export interface Schema {
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  const?: string;
  enum?: string[];
  format?: string;
  maxItems?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
  discriminator?: { propertyName: string; mapping: Record<string, string> };
  additionalProperties?: boolean;
  "x-provenance"?: string;
  "x-unrecognized"?: Schema;
}

/** Any JSON or YAML value, to walk over. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** The folder of the spec. */
export const root: string = join(import.meta.dirname, "../..");

export const readJson = (path: string): Json => JSON.parse(readFileSync(join(root, path), "utf8"));
export const readYaml = (path: string): unknown => parse(readFileSync(join(root, path), "utf8"));

/** Files below a folder of the spec, relative to the spec, sorted. */
export function filesBelow(folder: string, suffix: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(suffix))
    .map((file) => join(folder, file))
    .sort();
}

export const schemaFiles: string[] = filesBelow("schemas", ".yaml");

/** Each schema by the name of its file, which is its title. */
export const schemas: ReadonlyMap<string, Schema> = new Map(
  schemaFiles.map((file) => [nameOf(file), readYaml(file) as Schema]),
);

/** `schemas/Chat.yaml` or `Chat.yaml` → `Chat`. */
export function nameOf(file: string): string {
  return file.replace(/^.*\//, "").replace(/\.yaml$/, "");
}

/** The schema of that name; throws when there is none. */
export function schemaNamed(name: string): Schema {
  const schema = schemas.get(name);
  if (!schema) throw new Error(`There is no schemas/${name}.yaml.`);
  return schema;
}

/** The schema that a `$ref` names, or the schema itself. */
export function resolve(schema: Schema): Schema {
  return schema.$ref === undefined ? schema : schemaNamed(nameOf(schema.$ref));
}

/** Calls `visit` for the schema and for each schema inside it, not following `$ref`. */
export function walk(schema: Schema, visit: (schema: Schema, place: string) => void, place = ""): void {
  visit(schema, place);
  for (const [name, child] of Object.entries(schema.properties ?? {})) walk(child, visit, `${place}/${name}`);
  if (schema.items) walk(schema.items, visit, `${place}/items`);
  for (const [i, child] of (schema.oneOf ?? []).entries()) walk(child, visit, `${place}/oneOf/${i}`);
  if (schema["x-unrecognized"]) walk(schema["x-unrecognized"], visit, `${place}/x-unrecognized`);
}

/** Every string under one of these property names, anywhere in a document. */
export function stringsNamed(document: unknown, names: readonly string[]): string[] {
  if (typeof document !== "object" || document === null) return [];
  return Object.entries(document).flatMap(([name, value]) =>
    typeof value === "string" && names.includes(name) ? [value] : stringsNamed(value, names),
  );
}
