import { expect, test } from "vitest";
import { strictSchemas, tolerantSchemas, type Writing } from "./judged-schemas.ts";
import type { Schemas } from "./schema.ts";

const given: Schemas = {
  Pet: {
    description: "A pet.",
    oneOf: [{ $ref: "#/components/schemas/Cat" }],
    discriminator: { propertyName: "type", mapping: { cat: "#/components/schemas/Cat" } },
    "x-unrecognized": { $ref: "#/components/schemas/UnrecognizedPet" },
  },
  UnrecognizedPet: { type: "object", required: ["type"], properties: { type: { type: "string" } } },
  Cat: {
    type: "object",
    required: ["type"],
    properties: {
      type: { type: "string", const: "cat", description: "Which pet." },
      page: { type: ["string", "null"], format: "uri", examples: ["https://example.com"] },
      bark: { type: "null" },
      mood: { $ref: "#/components/schemas/Mood" },
    },
  },
  Mood: { type: "string", enum: ["calm"], "x-unrecognized": { type: "string" } },
};

const known = { type: "object", required: ["type"], properties: { type: { enum: ["cat"] } } };
const listed = {
  type: "object",
  discriminator: { propertyName: "type" },
  oneOf: [{ $ref: "#/components/schemas/Cat" }],
};

test("tolerant: open unions and enums, no formats, no properties that are only null", () => {
  expect(tolerantSchemas(given)).toEqual({
    // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
    Pet: { if: known, then: listed, else: { $ref: "#/components/schemas/UnrecognizedPet" } },
    UnrecognizedPet: given.UnrecognizedPet,
    Cat: {
      type: "object",
      required: ["type"],
      properties: {
        type: { type: "string", const: "cat" },
        page: { type: ["string", "null"] },
        mood: { $ref: "#/components/schemas/Mood" },
      },
    },
    Mood: { type: "string" },
  });
});

test("strict: closed objects, unions and enums, formats, and null where another member has the property", () => {
  expect(strictSchemas(given)).toEqual({
    Pet: {
      if: known,
      // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
      then: listed,
      else: { type: "object", required: ["type"], properties: { type: { type: "string", enum: ["cat"] } } },
    },
    Cat: {
      type: "object",
      required: ["type"],
      additionalProperties: false,
      properties: {
        type: { type: "string", const: "cat" },
        page: { type: ["string", "null"], format: "uri" },
        bark: { type: "null" },
        mood: { $ref: "#/components/schemas/Mood" },
      },
    },
    Mood: { type: "string", enum: ["calm"] },
  });
});

test("what is told, and how a listed member is picked, is up to who writes", () => {
  const writing: Writing = {
    told: ({ description }) => (description === undefined ? {} : { description }),
    listedMember: (union) => ({ $comment: Object.keys(union.members).join() }),
  };
  expect(tolerantSchemas(given, writing).Pet).toEqual({
    description: "A pet.",
    if: known,
    // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
    then: { $comment: "cat" },
    else: { $ref: "#/components/schemas/UnrecognizedPet" },
  });
  const described = { type: "string", const: "cat", description: "Which pet." };
  expect(tolerantSchemas(given, writing).Cat?.properties?.type).toEqual(described);
  expect(strictSchemas(given, writing).Cat?.properties?.type).toEqual(described);
});
