import type { Schema, Schemas } from "@proto-webhooks/scripts/generator";
import { describe, expect, test } from "vitest";
import * as rules from "../../../spec/rules/understood.ts";
import { arbitraryList, madeTypes, makerNames } from "../generate/makers.ts";
import { reachable } from "../generate/reachable.ts";
import { shapesOf } from "../generate/shapes.ts";
import { shapes as committed } from "../src/gen/shapes.ts";
import { schemas } from "./spec.ts";

const names = reachable(schemas, "Delivery");

test("shapes are those of the spec, and hold nothing that is only told of it", () => {
  expect(committed).toEqual(shapesOf(schemas, names));
  expect(Object.keys(committed)).toEqual(expect.arrayContaining(["UnrecognizedEvent", "UnrecognizedButton"]));
  expect(committed.Card).toMatchObject({
    properties: {
      imageUrl: { format: "uri" },
      buttons: { types: ["array"], maxItems: 3, items: { ref: "Button" } },
    },
    required: ["title", "text", "imageUrl", "buttons"],
  });
  expect(committed.AuthorType).toEqual({
    types: ["string"],
    values: ["human", "bot", "agent"],
    open: true,
    examples: ["bot"],
  });
  expect(committed.Message).toMatchObject({ tag: "type", unrecognized: "UnrecognizedMessage" });
  expect(JSON.stringify(committed)).not.toMatch(/description|x-provenance|title":"/);
});

test("the data of a message has no maker, as it has no builder", () => {
  const made = makerNames(schemas, names);
  expect(made).toContain("TextMessage");
  expect(made).not.toContain("TextData");
  expect(made).not.toContain("AuthorType");
  expect(madeTypes(schemas, made)).toContain("  message: t.KnownMessage;");
});

test("a union that is closed has one type only", () => {
  const { "x-unrecognized": _, ...closed } = schemas.Button as Schema;
  const source = arbitraryList({ ...schemas, Button: closed }, ["Button"]);
  expect(source).toContain("export function button(options?: ArbitraryOptions): Arbitrary<t.Button> {");
  expect(source).not.toContain("tolerant?: false");
});

describe("what is not understood is refused, by the file that says it", () => {
  const shapesWith = (changed: Schemas) => () => shapesOf({ ...schemas, ...changed }, ["Human"]);
  const human = (name: object): Schemas => ({
    Human: { type: "object", properties: { name: { type: "string", ...name } } },
  });
  const teach = "Teach packages/mock-sender/src/shape.ts and what reads it.";

  test.each<[string, Schemas, string]>([
    ["a keyword", human({ minLength: 1 }), "minLength is a keyword that nothing makes values by"],
    ["a format", human({ format: "email" }), "email is a format that nothing makes values of"],
    [
      "a ring",
      { Human: { type: "object", properties: { friends: { type: "array", items: { $ref: "/Chat" } } } } },
      "it can hold itself, so that values would have no end",
    ],
  ])("%s", (_, changed, why) => {
    expect(shapesWith(changed)).toThrow(`spec/schemas/Human.yaml: ${why}. ${teach}`);
  });

  test("and what the rules of the spec let pass is understood", () => {
    const words = [...Object.keys(rules.judged), ...rules.told].filter((keyword) => keyword !== "$ref");
    expect(shapesWith(human(Object.fromEntries(words.map((keyword) => [keyword, undefined]))))).not.toThrow();
    for (const format of rules.formats) expect(shapesWith(human({ format }))).not.toThrow();
  });

  test("and an object that may hold more is understood", () => {
    const open: Schemas = { Human: { type: "object", properties: {}, additionalProperties: true } };
    expect(shapesWith(open)()).toEqual({
      Human: { types: ["object"], properties: {}, required: [], more: true },
    });
  });
});
