import type { Schema, Schemas } from "@proto-webhooks/scripts/generator";

/** An example as a bundle holds it: the payload itself. */
export interface Example {
  value?: unknown;
}

/** The body of a request or an answer. */
export interface Content {
  content?: Record<string, { schema?: Schema; examples?: Record<string, Example> }>;
}

export interface Operation {
  operationId?: string;
  requestBody?: Content;
  responses?: Record<string, Content>;
}

/** Operations by method, beside what they share. */
export type PathItem = Record<string, Operation>;

/** The bundled spec, as far as two of them are compared: `spec/dist/openapi.json`. */
export interface Bundle {
  openapi: string;
  info: { title: string; version: string; description?: string };
  servers?: unknown;
  security?: unknown;
  tags?: unknown;
  externalDocs?: unknown;
  webhooks: Record<string, PathItem>;
  paths: Record<string, PathItem>;
  components: { schemas: Schemas; [kind: string]: Record<string, unknown> };
}

/** What a JSON pointer such as `#/components/schemas/Chat` leads to; undefined when it leads nowhere. */
export function at(bundle: Bundle, pointer: string): unknown {
  let value: unknown = bundle;
  for (const name of namesOf(pointer)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** The names of a pointer's steps: `#/paths/~1chat` gives `["paths", "/chat"]`. */
export function namesOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The pointer of these steps, the reverse of `namesOf`. */
export function pointerTo(...names: string[]): string {
  return `#/${names.map((name) => name.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}
