import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { documentedProperties, placeOf, pointersTo } from "./support/places.ts";
import { at } from "./support/pointer.ts";
import {
  filesBelow,
  type Json,
  readJson,
  readYaml,
  root,
  schemaNamed,
  stringsNamed,
} from "./support/spec.ts";
import { validator } from "./support/validate.ts";

const files = filesBelow("examples", ".json");
const deliveries = files.filter((file) => !file.startsWith("examples/api/"));
const listed = stringsNamed(readYaml("openapi.yaml"), ["externalValue"]);

test("openapi.yaml lists every example file once, and no other", () => {
  expect([...listed].sort()).toEqual(files);
});

test.each(deliveries)("%s is a delivery in both readings, written as JSON.stringify writes it", (file) => {
  for (const reading of ["closed", "open"] as const) {
    const validate = validator("Delivery", reading);
    validate(readJson(file));
    expect(validate.errors, reading).toBeNull();
  }
  expect(readFileSync(join(root, file), "utf8")).toBe(`${JSON.stringify(readJson(file), null, 2)}\n`);
});

test.each([
  ["create-human", "HumanFields"],
  ["created-human", "CreatedHuman"],
  ["human-profile", "HumanProfile"],
  ["create-chat", "CreateChat"],
  ["created-chat", "CreatedChat"],
  ["send-text", "SendMessage"],
  ["send-button", "SendMessage"],
])("examples/api/%s.json is a %s", (file, name) => {
  const validate = validator(name, "closed");
  validate(readJson(`examples/api/${file}.json`));
  expect(validate.errors).toBeNull();
});

describe("each type has an example", () => {
  const events = deliveries.flatMap((file) => list(readJson(file), "/events"));
  const messages = events.flatMap((event) => list(event, "/messages"));
  const cards = messages.flatMap((message) => list(message, "/data/cards"));
  const buttons = cards.flatMap((card) => list(card, "/buttons"));
  const media = messages.filter((message) => at(message, "/type") === "media");

  test.each([
    ["Event", typesOf("Event"), events, "/type"],
    ["Message", typesOf("Message"), messages, "/type"],
    ["Button", typesOf("Button"), buttons, "/type"],
    ["MediaType", schemaNamed("MediaType").enum ?? [], media, "/data/type"],
    ["AuthorType", schemaNamed("AuthorType").enum ?? [], messages, "/author/type"],
  ])("%s: %j", (_, types, values, pointer) => {
    expect(new Set(values.map((value) => at(value, pointer)))).toEqual(new Set(types));
  });
});

test("one example has null wherever it is allowed", () => {
  const nulls = readJson("examples/nulls.json");
  const found = new Set(pointersTo(null, nulls).map((pointer) => placeOf(nulls, pointer)));
  const nullable = documentedProperties().filter(({ schema }) => [schema.type].flat().includes("null"));
  const places = nullable.map(({ place }) => place).filter((place) => !place.startsWith("Unrecognized"));
  expect(places.length).toBeGreaterThan(0);
  expect(places.filter((place) => !found.has(place))).toEqual([]);
});

test("one example stands at the limits", () => {
  const cards = list(readJson("examples/limits.json"), "/events/0/messages/0/data/cards");
  expect(cards.map((card) => list(card, "/buttons").length)).toEqual(Array(10).fill(3));
});

test("one example is a batch of several events, of several chats", () => {
  const chats = list(readJson("examples/batch.json"), "/events").map((event) => at(event, "/chat/id"));
  expect(chats.length).toBeGreaterThan(new Set(chats).size);
  expect(new Set(chats).size).toBeGreaterThan(1);
});

function list(value: Json, pointer: string): Json[] {
  const found = at(value, pointer);
  return Array.isArray(found) ? found : [];
}

function typesOf(union: string): string[] {
  return Object.keys(schemaNamed(union).discriminator?.mapping ?? {});
}
