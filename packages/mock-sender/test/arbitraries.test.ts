import type { Schema } from "@proto-webhooks/scripts/generator";
import { messageTypes, unrecognizedPointers } from "@proto-webhooks/validators";
import { describe, expect, test } from "vitest";
import * as arbitraries from "../src/arbitraries/index.ts";
import * as builders from "../src/gen/builders.ts";
import { type Made, madeSchemas } from "../src/gen/made.ts";
import { anyOf, sample, smallestOf } from "./many/any.ts";
import { judgesOf, names } from "./many/judges.ts";
import { schemas } from "./spec.ts";

test("there is one for each builder and each union, and no other", () => {
  expect(names).toEqual(expect.arrayContaining([...Object.keys(builders), "event", "message", "button"]));
  expect(names).toHaveLength(Object.keys(builders).length + 3);
  const functions = Object.keys(arbitraries).filter((name) => name !== "nearMiss");
  expect(functions.sort()).toEqual([...names].sort());
});

test("what is sent comes back as it was", () => {
  for (const tolerant of [false, true]) {
    for (const delivery of sample(arbitraries.delivery({ tolerant }), 500)) {
      expect(JSON.parse(JSON.stringify(delivery))).toStrictEqual(delivery);
    }
  }
});

describe("what there can be, there is", () => {
  test("each type, each number of items up to the limits, and optional properties absent, null and set", () => {
    const messages = sample(arbitraries.message(), 2_000);
    expect(new Set(messages.map(({ type }) => type))).toEqual(new Set(messageTypes));
    const cards = messages.flatMap((message) => (message.type === "carousel" ? [message.data.cards] : []));
    expect(new Set(cards.map(({ length }) => length))).toEqual(new Set([0, 1, 2, 3, 10]));
    const buttons = cards.flat().map((card) => card.buttons.length);
    expect(new Set(buttons)).toEqual(new Set([0, 1, 2, 3]));
    const tokens = sample(arbitraries.newMessagesEvent(), 100).map((event) => event.chatToken);
    expect(new Set(tokens.map((token) => (token === null ? "null" : typeof token)))).toEqual(
      new Set(["undefined", "null", "string"]),
    );
    const other = sample(arbitraries.textButton(), 100).map((button) =>
      "url" in button ? String(button.url) : "absent",
    );
    expect(new Set(other)).toEqual(new Set(["absent", "null"]));
  });

  test("texts are of all the world's letters, and none is unpaired", () => {
    const texts = sample(arbitraries.human(), 2_000).map(({ name }) => name);
    expect(texts.some((text) => /\p{Script=Han}/u.test(text))).toBe(true);
    expect(texts.some((text) => /[\u{10000}-\u{10ffff}]/u.test(text))).toBe(true);
    expect(texts.filter((text) => /\p{Surrogate}/u.test(text))).toEqual([]);
  });

  test("to a receiver: unknown properties, unrecognized events, messages and buttons, other authors, no URIs", () => {
    const deliveries = sample(arbitraries.delivery({ tolerant: true }), 1_000);
    const pointers = new Set(
      deliveries.flatMap(unrecognizedPointers).map((pointer) => pointer.replace(/\d+/g, "n")),
    );
    expect(pointers).toEqual(
      new Set(["/events/n", "/events/n/messages/n", "/events/n/messages/n/data/cards/n/buttons/n"]),
    );
    const issues = deliveries.map(judgesOf("delivery").strict).join("; ");
    for (const issue of [
      /wrong_format \S*"url"/,
      /wrong_value \S*"author","type"/,
      /wrong_type \S*"isWebview"/,
    ]) {
      expect(issues).toMatch(issue);
    }
    expect(issues).toContain("unknown_property");
    // Without the option there is none of it: all are valid strictly.
    expect(sample(arbitraries.delivery(), 1_000).flatMap(unrecognizedPointers)).toEqual([]);
  });
});

describe("what fails shrinks", () => {
  test.each(names)("%s: to the smallest that the spec allows", (name) => {
    for (const seed of [1, 2, 3]) {
      expect(smallestOf(anyOf(name), seed)).toEqual(smallest({ $ref: `/${madeSchemas[name]}` }));
    }
  });

  test("to no more than what is asked for", () => {
    const hasFullCard = ({ events }: Made["delivery"]) => JSON.stringify(events).includes('"type":"url"');
    expect(smallestOf(arbitraries.delivery(), 1, hasFullCard)).toEqual({
      events: [
        {
          ...smallest({ $ref: "/NewMessagesEvent" }),
          messages: [
            {
              ...smallest({ $ref: "/CarouselMessage" }),
              data: { cards: [{ ...smallest({ $ref: "/Card" }), buttons: [{ type: "url", title: "" }] }] },
            },
          ],
        },
      ],
    });
  });

  test("a tolerant one too", () => {
    expect(smallestOf(arbitraries.delivery({ tolerant: true }), 1)).toEqual({ events: [] });
    const isUnrecognized = (value: unknown) => unrecognizedPointers({ events: [value] }).length > 0;
    const { type, ...rest } = smallestOf(arbitraries.event({ tolerant: true }), 1, isUnrecognized);
    const { chat, channel } = smallest({ $ref: "/NewMessagesEvent" }) as Record<string, unknown>;
    expect(rest).toMatchObject({ chat, channel });
    // Either of an unrecognized type, or with an unrecognized message.
    const { messages } = rest as { messages?: { type: string }[] };
    const unrecognized = type === "new_messages" ? messages?.map((message) => message.type) : [type];
    expect(unrecognized).toEqual([expect.stringMatching(/^.?$/s)]);
  });
});

/** The smallest value of a schema, read from the spec itself. */
function smallest(schema: Schema): object {
  return part(schema) as object;
}

function part(schema: Schema): unknown {
  if (schema.$ref) return part(schemas[schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1)] ?? {});
  if (schema.oneOf) return part(schema.oneOf[0] ?? {});
  if (schema.const ?? schema.enum) return schema.const ?? schema.enum?.[0];
  if (schema.type === "array") return [];
  if (schema.type === "string") return schema.format === "uri" ? "http://a.aa" : "";
  const properties = Object.entries(schema.properties ?? {}).filter(([key]) =>
    schema.required?.includes(key),
  );
  return Object.fromEntries(properties.map(([key, property]) => [key, part(property)]));
}
