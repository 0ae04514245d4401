import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  filesBelow,
  nameOf,
  readYaml,
  resolve,
  type Schema,
  schemaFiles,
  schemaNamed,
  schemas,
  stringsNamed,
  walk,
} from "./support/spec.ts";

const provenances = ["documented", "example", "inferred"];

test.each(schemaFiles)("%s", (file) => {
  const schema = schemaNamed(nameOf(file));
  expect(schema.title, "the file is named after its type").toBe(nameOf(file));
  expect(schema.title).toMatch(/^[A-Z][A-Za-z]+$/);
  walk(schema, (part, place) => {
    if (part.$ref !== undefined)
      expect(Object.keys(part), `${place} holds nothing beside $ref`).toEqual(["$ref"]);
    else if (!/\/(items|x-unrecognized)$/.test(place)) expectDescribed(part, place);
    if (place !== "") expect(part.properties, `${place} is no object without a name`).toBeUndefined();
  });
  for (const property of schema.required ?? [])
    expect(schema.properties, "what is required").toHaveProperty(property);
  expect(schema.additionalProperties ?? true, "a receiver lets additional properties pass").toBe(true);
});

function expectDescribed(part: Schema, place: string): void {
  expect(part.description, `description of ${place}`).toMatch(/\w.*\.$/);
  expect(provenances, `x-provenance of ${place}`).toContain(part["x-provenance"]);
}

test("every schema is reachable from openapi.yaml", () => {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const ref of stringsNamed(readYaml(file), ["$ref"])) {
      if (!ref.startsWith("#")) visit(join(file, "..", ref));
    }
  };
  visit("openapi.yaml");
  const all = ["schemas", "parameters", "responses"].flatMap((folder) => filesBelow(folder, ".yaml"));
  expect([...seen].filter((file) => file !== "openapi.yaml").sort()).toEqual(all.sort());
});

describe("unions", () => {
  const unions = [...schemas.values()].filter((schema) => schema.oneOf);

  test("are those that are told apart by type", () => {
    const titles = unions.map((union) => union.title);
    expect(titles).toEqual(expect.arrayContaining(["Button", "Event", "Message", "SendMessage"]));
  });

  test.each(unions)("$title lists its members once more in its mapping", (union) => {
    const { propertyName, mapping } = union.discriminator ?? { propertyName: "", mapping: {} };
    expect(propertyName).toBe("type");
    expect(Object.values(mapping)).toEqual(union.oneOf?.map((member) => member.$ref));
    for (const [type, file] of Object.entries(mapping)) {
      const member = schemaNamed(nameOf(file));
      expect(member.properties?.type?.const).toBe(type);
      expect(member.required).toContain("type");
    }
  });

  test.each(["Event", "Message", "Button"])("%s says what an unrecognized member must have", (name) => {
    const union = schemaNamed(name);
    const unrecognized = resolve(union["x-unrecognized"] ?? {});
    expect(unrecognized.title).toBe(`Unrecognized${name}`);
    // No more than all of them require, so that what is added later is not refused.
    for (const member of union.oneOf ?? []) {
      expect(resolve(member).required).toEqual(expect.arrayContaining(unrecognized.required ?? []));
    }
  });

  test("AuthorType lets other strings pass, MediaType does not", () => {
    expect(schemaNamed("AuthorType")["x-unrecognized"]).toEqual({ type: "string" });
    expect(schemaNamed("MediaType")["x-unrecognized"]).toBeUndefined();
  });
});
