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
 * The properties of the objects of Proto's page, as places. What is added to the spec later is not among them: it comes
 * with an example, and with as many cases as its author finds useful.
 */
export function documentedProperties(): { place: string; required: boolean; schema: Schema }[] {
  return [...documentedPlaces()].map((place) => {
    const [title = "", name = ""] = place.split(".");
    const holder = schemaNamed(title);
    const required = holder.required?.includes(name) ?? false;
    return { place, required, schema: resolve(holder.properties?.[name] ?? {}) };
  });
}

function documentedPlaces(): Set<string> {
  // The envelope and the takeover's data are on that page too, though in no table.
  const places = new Set(["Delivery.events", "ThirdpartyAgentTakeoverMessage.data"]);
  for (const [title, path] of documentedRows) {
    let holder = schemaNamed(title);
    for (const name of path.split(".")) {
      places.add(`${holder.title}.${name}`);
      holder = resolve(holder.properties?.[name] ?? {});
    }
    // What the page gives to one type of button is null in the others.
    for (const [name, property] of Object.entries(schemaNamed(title).properties ?? {})) {
      if (property.type === "null") places.add(`${title}.${name}`);
    }
  }
  return places;
}

function member(schema: Schema, value: Json | undefined): Schema {
  if (!schema.discriminator) return schema;
  const type = typeof value === "object" && value !== null && !Array.isArray(value) ? value.type : undefined;
  const { mapping } = schema.discriminator;
  const file = typeof type === "string" && Object.hasOwn(mapping, type) ? mapping[type] : undefined;
  return file === undefined ? resolve(schema["x-unrecognized"] ?? {}) : schemaNamed(nameOf(file));
}
