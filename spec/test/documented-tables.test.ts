import { expect, test } from "vitest";
import { documentedRows } from "./support/documented-rows.ts";
import { resolve, type Schema, schemaNamed } from "./support/spec.ts";

test.each(documentedRows)("%s.%s is %s", (name, path, type) => {
  const { holder, property, own } = find(schemaNamed(name), path.split("."));
  expect(typeIn(holder, property)).toBe(type);
  // What stands beside a `$ref` would duplicate the type, so a reference is described by its target.
  const described = own.$ref === undefined ? own : resolve(own);
  expect(described.description).toMatch(/\w.*\.$/);
  // Which types there may be beside the listed ones is a guess; all else is in the tables.
  expect(described["x-provenance"]).toBe(
    name.startsWith("Unrecognized") && path === "type" ? "inferred" : "documented",
  );
});

/** Lists of values, and limits. What Proto adds later stands beside them. */
test.each([
  ["AuthorType", ["human", "bot", "agent"]],
  ["MediaType", ["image", "video", "audio", "file"]],
])("%s is a list", (name, values) => {
  expect(schemaNamed(name).enum).toEqual(expect.arrayContaining(values));
});

test.each([
  ["Event", ["new_messages"]],
  ["Message", ["text", "media", "carousel", "hyperlink", "thirdparty_agent_takeover"]],
  ["Button", ["text", "postback", "url"]],
])("%s is told apart by type", (name, types) => {
  expect(Object.keys(schemaNamed(name).discriminator?.mapping ?? {})).toEqual(expect.arrayContaining(types));
});

test.each([
  ["CarouselData", "cards", 10],
  ["Card", "buttons", 3],
])("%s.%s has at most %i items", (name, property, limit) => {
  expect(schemaNamed(name).properties?.[property]?.maxItems).toBe(limit);
});

test("no limit is there that the documentation does not state", () => {
  const limited = ["CarouselData.cards", "Card.buttons"];
  for (const [name] of documentedRows) {
    for (const [property, schema] of Object.entries(schemaNamed(name).properties ?? {})) {
      expect(schema.maxItems !== undefined, `${name}.${property}`).toBe(
        limited.includes(`${name}.${property}`),
      );
    }
  }
});

test.each([
  ["TextButton", ["url", "isWebview", "postbackData"]],
  ["PostbackButton", ["text", "url", "isWebview"]],
  ["UrlButton", ["text", "postbackData"]],
])("%s may have the properties of the others as null only", (name, properties) => {
  for (const property of properties) {
    expect(schemaNamed(name).properties?.[property]?.type).toBe("null");
    expect(schemaNamed(name).required).not.toContain(property);
  }
});

test("the data of a takeover is not documented: optional and open", () => {
  const message = schemaNamed("ThirdpartyAgentTakeoverMessage");
  expect(message.required).not.toContain("data");
  expect(message.properties?.data?.$ref).toBe("ThirdpartyAgentTakeoverData.yaml");
  const data = schemaNamed("ThirdpartyAgentTakeoverData");
  expect(data.type).toEqual(["object", "null"]);
  expect(data.additionalProperties).toBe(true);
  expect(data["x-provenance"]).toBe("inferred");
});

function find(schema: Schema, path: string[]): { holder: Schema; property: string; own: Schema } {
  const [property = "", ...rest] = path;
  const own = schema.properties?.[property];
  if (!own) throw new Error(`${schema.title} has no property ${property}.`);
  return rest.length === 0 ? { holder: schema, property, own } : find(resolve(own), rest);
}

/** A property's type, in the words of the documentation. */
function typeIn(holder: Schema, property: string): string {
  const schema = holder.properties?.[property] ?? {};
  const types = [resolve(schema).type ?? "object"].flat();
  const base = types.includes("array")
    ? `Array[${resolve(schema.items ?? {}).title}]`
    : word(schema, types[0]);
  const optional = !holder.required?.includes(property);
  expect(types.includes("null"), "optional is absent or null").toBe(optional);
  return optional ? `Optional[${base}]` : base;
}

function word(schema: Schema, type = ""): string {
  const words: Record<string, string | undefined> = {
    string: "String",
    boolean: "Boolean",
    object: resolve(schema).title,
  };
  return words[type] ?? type;
}
