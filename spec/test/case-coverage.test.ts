import { describe, expect, test } from "vitest";
import { invalidRows, type Kind } from "./support/cases.ts";
import { documentedSchemas, placeOf } from "./support/places.ts";
import { resolve, type Schema, schemaNamed } from "./support/spec.ts";

const unions = ["Event", "Message", "Button"];

describe("for each documented place of a delivery there is a case of each mistake that can be made there", () => {
  const closed = documentedSchemas();
  const objects = [...closed, ...unions.map((union) => schemaNamed(`Unrecognized${union}`))];
  const covered = new Map<Kind, Set<string>>();
  for (const { payload, issue } of invalidRows) {
    const places = covered.get(issue.kind) ?? new Set();
    covered.set(issue.kind, places.add(placeOf(payload, issue.pointer)));
  }

  const mistakes: [kind: Kind, places: string[]][] = [
    [
      "missing_property",
      objects.flatMap((schema) => places(schema, (name) => schema.required?.includes(name))),
    ],
    [
      "wrong_type",
      objects.flatMap((schema) => places(schema, (_, property) => property.type ?? property.oneOf)),
    ],
    ["too_many_items", objects.flatMap((schema) => places(schema, (_, property) => property.maxItems))],
    ["wrong_format", objects.flatMap((schema) => places(schema, (_, property) => property.format))],
    ["wrong_value", objects.flatMap((schema) => places(schema, (_, property) => property.enum))],
    ["unknown_property", closed.map((schema) => `${schema.title}.notListed`)],
  ];

  test.each(mistakes)("%s", (kind, expected) => {
    expect(expected.length).toBeGreaterThan(0);
    const uncovered = expected.filter((place) => !covered.get(kind)?.has(place));
    expect(uncovered).toEqual([]);
  });

  test.each(unions)("%s of a type that is not listed", (union) => {
    expect(covered.get("wrong_value")).toContain(`Unrecognized${union}.type`);
  });
});

function places(schema: Schema, applies: (name: string, property: Schema) => unknown): string[] {
  return Object.entries(schema.properties ?? {})
    .filter(([name, property]) => applies(name, resolve(property)) && !isTag(schema, name))
    .map(([name]) => `${schema.title}.${name}`);
}

/** A member without its type, or with another one, is no longer that member: these are cases of the unrecognized one. */
function isTag(schema: Schema, name: string): boolean {
  return schema.properties?.[name]?.const !== undefined;
}
