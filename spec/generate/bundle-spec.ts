import { join } from "node:path";
import { bundle } from "@redocly/openapi-core";
import { config } from "../check/check-spec.ts";

/** The order of the parts of an OpenAPI document, for who reads it: what it is first, what all else refers to last. */
const order = ["openapi", "info", "servers", "security", "tags", "externalDocs", "paths", "webhooks"];

/**
 * The spec as one JSON document: each schema below `components`, each example in its place.
 *
 * @param folder where its `openapi.yaml` is.
 * @throws when there is no such thing, which `checkSpec` says better.
 */
export async function bundleSpec(folder: string): Promise<string> {
  const { bundle: document, problems } = await bundle({ ref: join(folder, "openapi.yaml"), config });
  const [problem] = problems;
  if (problem) throw new Error(`The spec cannot be bundled: ${problem.message}`);
  const parts = document.parsed as Record<string, unknown>;
  const names = [...new Set([...order.filter((name) => name in parts), ...Object.keys(parts)])];
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, parts[name]])), null, 2);
}
