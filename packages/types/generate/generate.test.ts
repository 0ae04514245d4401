import { readFileSync } from "node:fs";
import { loadSpec, type Schemas } from "@proto-webhooks/scripts/generator";
import { describe, expect, test } from "vitest";
import { apiTypes } from "./api-types.ts";
import { byName, namedTypes } from "./named-types.ts";
import { publicSchemas } from "./public-schemas.ts";

const spec = await loadSpec();
const committed = (name: string) => readFileSync(new URL(`../src/gen/${name}`, import.meta.url), "utf8");

test("the same spec gives the same bytes, those that are committed", async () => {
  const schemas = publicSchemas(spec.components.schemas);
  expect(committed("named.ts")).toContain((await namedTypes(schemas)).trim());
  expect(committed("api.ts")).toContain((await apiTypes(spec, schemas)).trim());
  expect(committed("by-name.ts")).toContain(byName(Object.keys(schemas)));
});

describe("a schema, as the public types show it", () => {
  const given: Schemas = {
    Pet: {
      title: "Pet",
      description: "A pet.",
      oneOf: [{ $ref: "#/components/schemas/Cat" }],
      discriminator: { propertyName: "type", mapping: { cat: "#/components/schemas/Cat" } },
      "x-provenance": "documented",
      "x-unrecognized": { $ref: "#/components/schemas/UnrecognizedPet" },
    },
    UnrecognizedPet: {
      title: "UnrecognizedPet",
      type: "object",
      required: ["type"],
      properties: { type: { type: "string" }, data: { description: "Anything." } },
    },
    Cat: {
      title: "Cat",
      description: "A cat.",
      type: "object",
      required: ["type"],
      properties: {
        type: { type: "string", const: "cat" },
        bark: { type: "null" },
        toys: { type: ["array", "null"], maxItems: 10, items: { type: "string", format: "uri" } },
        mood: { $ref: "#/components/schemas/Mood" },
      },
    },
    Mood: { title: "Mood", type: "string", enum: ["calm", "wild"], "x-unrecognized": { type: "string" } },
  };
  const named = namedTypes(publicSchemas(given));

  test.each([
    [
      "an open union has its known members and the unrecognized one",
      "export type Pet = KnownPet | UnrecognizedPet;",
    ],
    ["the known ones have a name", "export type KnownPet = Cat;"],
    ["an open enum admits the opaque type", 'export type Mood = "calm" | "wild" | Unrecognized;'],
    ["the type of an unrecognized member is opaque", "type: Unrecognized;"],
    ["a schema without constraint is unknown", "data?: unknown;"],
    ["a list has no tuple types, and may be null", "toys?: string[] | null;"],
    ["where a fact comes from is said", "* A pet.\n *\n * Source: Proto's documentation."],
  ])("%s", async (_what, code) => expect(await named).toContain(code));

  test("what may only be null is left out", async () => expect(await named).not.toContain("bark"));
  test("the document has no type of its own", async () => expect(await named).not.toContain("Root"));
});
