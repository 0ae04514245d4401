import { basename, dirname } from "node:path";
import type { UserContext } from "@redocly/openapi-core";

/** A schema, as far as the rules look at it. In a file that is not finished, any of it may be of another type. */
export interface Schema {
  $ref?: string;
  title?: unknown;
  description?: unknown;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  maxItems?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  items?: Schema;
  oneOf?: Schema[];
  discriminator?: { propertyName?: string; mapping?: Record<string, string> };
  examples?: unknown[];
  "x-provenance"?: unknown;
  "x-unrecognized"?: Schema;
}

/** The name that a schema's file gives it, when the place is the top of a file in `schemas/`; otherwise undefined. */
export function schemaName({ location }: UserContext): string | undefined {
  const file = location.source.absoluteRef;
  if (location.pointer !== "#/" || basename(dirname(file)) !== "schemas") return undefined;
  return basename(file, ".yaml");
}

/** `Button.yaml` → `Button`. */
export function nameOf(ref = ""): string {
  return basename(ref, ".yaml");
}

/** The place of a property of the current node, to point at its name or, without `key`, at its value. */
export function at(
  { location }: UserContext,
  path: (string | number)[],
  key?: "key",
): {
  location: { source: UserContext["location"]["source"]; pointer: string; reportOnKey?: boolean };
} {
  const { source, pointer } = location.child(path);
  return { location: { source, pointer, ...(key && { reportOnKey: true }) } };
}

/** The types that a schema names, as a list. */
export function typesOf(schema: Schema): string[] {
  return [schema.type ?? []].flat();
}
