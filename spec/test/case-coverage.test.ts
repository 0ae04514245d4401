import { describe, expect, test } from "vitest";
import { invalidRows, type Kind } from "./support/cases.ts";
import { documentedProperties, placeOf } from "./support/places.ts";
import type { Schema } from "./support/spec.ts";

describe("for each documented place of a delivery there is a case of each mistake that can be made there", () => {
  const covered = new Map<Kind, Set<string>>();
  for (const { payload, issue } of invalidRows) {
    const places = covered.get(issue.kind) ?? new Set();
    covered.set(issue.kind, places.add(placeOf(payload, issue.pointer)));
  }

  test.each<[Kind, string[]]>([
    ["missing_property", placesOf((_, required) => required)],
    ["wrong_type", placesOf((schema) => schema.type ?? schema.oneOf)],
    ["too_many_items", placesOf((schema) => schema.maxItems)],
    ["wrong_format", placesOf((schema) => schema.format)],
    ["wrong_value", placesOf((schema) => schema.enum)],
    ["unknown_property", closedObjects().map((title) => `${title}.notListed`)],
  ])("%s", (kind, expected) => {
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.filter((place) => !covered.get(kind)?.has(place))).toEqual([]);
  });

  test.each(["Event", "Message", "Button"])("%s of a type that is not listed", (union) => {
    expect(covered.get("wrong_value")).toContain(`Unrecognized${union}.type`);
  });
});

/** A member of a union without its type, or with another one, is no longer that member: `const` is left out. */
function placesOf(applies: (schema: Schema, required: boolean) => unknown): string[] {
  const properties = documentedProperties().filter(({ schema }) => schema.const === undefined);
  return properties.filter(({ schema, required }) => applies(schema, required)).map(({ place }) => place);
}

/** An unrecognized member is not closed: in the strict reading it is not there at all. */
function closedObjects(): string[] {
  const titles = new Set(documentedProperties().map(({ place }) => place.replace(/\..*/, "")));
  return [...titles].filter((title) => !title.startsWith("Unrecognized"));
}
