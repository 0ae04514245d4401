import type { Schema } from "@proto-webhooks/scripts/generator";

/** A schema, and the keywords that only mutants have. */
export interface MutableSchema extends Schema {
  minItems?: number;
  minLength?: number;
  if?: Schema;
  else?: Schema;
}

/** A body of a request or an answer. */
export interface Content {
  content?: Record<string, { schema?: Schema; examples?: Record<string, { externalValue?: string }> }>;
}

/** A part of a path. */
export interface Parameter {
  name: string;
  in: string;
  schema: Schema;
}

/** An operation of `openapi.yaml`, as far as it is mutated. */
export interface Operation {
  operationId: string;
  security?: unknown[];
  requestBody?: Content & { required?: boolean };
  responses: Record<string, Content & { $ref?: string }>;
}

/** The methods of operations. */
export const methods = ["get", "put", "post", "patch", "delete"] as const;

/** What can be done at a path, by method. */
export interface PathItem extends Partial<Record<(typeof methods)[number], Operation>> {
  parameters?: { $ref: string }[];
}

/** The parts of `openapi.yaml` that say what is on the wire. */
export interface OpenApi {
  webhooks: Record<string, PathItem>;
  paths: Record<string, PathItem>;
  security?: unknown[];
  components: { securitySchemes: Record<string, { type: string; in: string; name: string }> };
}

/** The spec as mutants change it: references as in the bundle. */
export interface MutableSpec {
  document: OpenApi;
  schemas: Record<string, MutableSchema>;
  parameters: Record<string, Parameter>;
}
