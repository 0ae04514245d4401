import { expect, test } from "vitest";
import { mapSchemas, type Schemas, unionOf, unionsOf, withoutNullOnly } from "./schema.ts";

const pet: Schemas[string] = {
  oneOf: [{ $ref: "#/components/schemas/Cat" }],
  discriminator: { propertyName: "type", mapping: { cat: "#/components/schemas/Cat" } },
};

test("a union names its members by their type", () => {
  expect(unionOf("Pet", pet)).toEqual({ name: "Pet", tag: "type", members: { cat: "Cat" } });
  const open = { ...pet, "x-unrecognized": { $ref: "#/components/schemas/UnrecognizedPet" } };
  expect(unionsOf({ Pet: open, Cat: { type: "object" } })).toEqual([
    { name: "Pet", tag: "type", members: { cat: "Cat" }, unrecognized: "UnrecognizedPet" },
  ]);
});

test("a union without discriminator is refused, with the file and what to do", () => {
  expect(() => unionOf("Pet", { oneOf: [] })).toThrow(
    "spec/schemas/Pet.yaml: a oneOf without discriminator. Add discriminator with a mapping.",
  );
});

test("a member that is listed in one of two places is refused, by name", () => {
  const dog = { $ref: "#/components/schemas/Dog" };
  const why =
    "spec/schemas/Pet.yaml: Dog must stand in oneOf and in discriminator.mapping; it is in one only.";
  expect(() => unionOf("Pet", { ...pet, oneOf: [...(pet?.oneOf ?? []), dog] })).toThrow(why);
  const mapping = { ...pet?.discriminator?.mapping, dog: dog.$ref };
  expect(() => unionOf("Pet", { ...pet, discriminator: { propertyName: "type", mapping } })).toThrow(why);
});

test("every subschema is mapped, the innermost first, and the original stays", () => {
  const given: Schemas = {
    Cat: { type: "object", properties: { toys: { type: "array", items: { type: "string" } } } },
    Pet: pet,
  };
  const copy = structuredClone(given);
  const order: string[] = [];
  const mapped = mapSchemas(given, (schema) => {
    order.push(String(schema.type ?? schema.$ref ?? "union"));
    return { ...schema, title: "seen" };
  });
  expect(order).toEqual(["string", "array", "object", "#/components/schemas/Cat", "union"]);
  expect(mapped.Cat?.properties?.toys?.items?.title).toBe("seen");
  expect(given).toEqual(copy);
});

test("properties that may only be null are left out", () => {
  const schema = { properties: { own: { type: ["string", "null"] }, other: { type: "null" } } };
  expect(withoutNullOnly(schema)).toEqual({ properties: { own: { type: ["string", "null"] } } });
  expect(withoutNullOnly({ type: "string" })).toEqual({ type: "string" });
});
