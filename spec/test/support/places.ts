import { documentedRows } from "./documented-rows.ts";
import { escapeName, namesOf } from "./pointer.ts";
import { type Json, nameOf, resolve, type Schema, schemaNamed } from "./spec.ts";

/**
 * The schema that a delivery's part is held to, and its property: `/events/0/chat/id` → `Chat.id`. A member of a union
 * is found by its type; one whose type is not listed is held to the union's `x-unrecognized`.
 */
export function placeOf(delivery: Json, pointer: string): string {
  const names = namesOf(pointer);
  const last = names.pop();
  let schema = schemaNamed("Delivery");
  let here: Json | undefined = delivery;
  for (const name of names) {
    const next: Schema | undefined = schema.items ?? schema.properties?.[name];
    if (!next) return "nowhere";
    here = typeof here === "object" && here !== null ? (here as Record<string, Json>)[name] : undefined;
    schema = member(resolve(next), here);
  }
  return `${schema.title ?? "items"}.${last ?? ""}`;
}

/** The places of a delivery that hold this value. */
export function pointersTo(value: Json, document: Json, pointer = ""): string[] {
  if (document === value) return [pointer];
  if (typeof document !== "object" || document === null) return [];
  return Object.entries(document).flatMap(([name, child]) =>
    pointersTo(value, child, `${pointer}/${escapeName(name)}`),
  );
}

/**
 * The schemas of Proto's page that a known delivery is held to. One that is added for a new type is not among them: it
 * comes with an example, and with as many cases as its author finds useful.
 */
export function documentedSchemas(): Schema[] {
  const titles = new Set([
    "Delivery",
    "Channel",
    "Human",
    "Author",
    ...documentedRows.map(([title]) => title),
  ]);
  return [...titles].filter((title) => !title.startsWith("Unrecognized")).map(schemaNamed);
}

function member(schema: Schema, value: Json | undefined): Schema {
  if (!schema.discriminator) return schema;
  const type = typeof value === "object" && value !== null && !Array.isArray(value) ? value.type : undefined;
  const { mapping } = schema.discriminator;
  const file = typeof type === "string" && Object.hasOwn(mapping, type) ? mapping[type] : undefined;
  return file === undefined ? resolve(schema["x-unrecognized"] ?? {}) : schemaNamed(nameOf(file));
}
