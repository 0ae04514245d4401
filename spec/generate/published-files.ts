import type { Spec } from "@proto-webhooks/scripts/generator";
import { openapiYaml, type Source } from "./openapi-yaml.ts";
import { publishedSchemas } from "./published-schemas.ts";
import type { Tables } from "./rows.ts";
import { jsonLines, vectors } from "./vectors.ts";

/** All that is published beside the examples, the cases and the bundle itself: texts by the path of their file. */
export function publishedFiles(spec: Spec, sources: Source[], tables: Tables): Record<string, string> {
  const schemas = { ...publishedSchemas(spec, "tolerant"), ...publishedSchemas(spec, "strict") };
  const schemaFiles = Object.entries(schemas).map(([path, schema]) => [
    `schemas/${path}`,
    `${JSON.stringify(schema, null, 2)}\n`,
  ]);
  return {
    "openapi.yaml": openapiYaml(spec, sources),
    ...Object.fromEntries(schemaFiles),
    "vectors.jsonl": jsonLines(vectors(spec, tables)),
  };
}
