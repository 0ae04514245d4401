import { buttonTypes } from "@proto-webhooks/validators";
import * as strict from "@proto-webhooks/validators/strict";
import { describe, expect, test } from "vitest";
import * as builders from "../src/gen/builders.ts";
import {
  author,
  card,
  carouselMessage,
  delivery,
  InvalidValueError,
  newMessagesEvent,
  postbackButton,
  quickReply,
  textButton,
  textMessage,
  thirdpartyAgentTakeoverMessage,
  urlButton,
} from "../src/index.ts";
import { examples, schemas } from "./spec.ts";

type AnyBuilder = (...given: unknown[]) => Record<string, unknown>;
const all = Object.entries(builders as unknown as Record<string, AnyBuilder>);
const builderOf = (schema: string) =>
  (builders as unknown as Record<string, AnyBuilder>)[schema.charAt(0).toLowerCase() + schema.slice(1)];
const membersOf = (union: string) =>
  Object.entries(schemas[union]?.discriminator?.mapping ?? {}).map(([type, ref]): [string, string] => [
    type,
    ref.slice(ref.lastIndexOf("/") + 1),
  ]);
const validatorOf = (schema: string) =>
  (strict as unknown as Record<string, strict.Validator<unknown>>)[`validate${schema}`];

/** Runs a builder with what TypeScript would refuse. */
const wrongly = (build: unknown, ...given: unknown[]): string => {
  try {
    (build as AnyBuilder)(...given);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidValueError);
    return (error as Error).message;
  }
  throw new Error("It was built.");
};

/** Spoils a value at all depths. */
function scribble(value: object): void {
  for (const part of Object.values(value)) if (typeof part === "object") scribble(part);
  Object.assign(value, { scribbled: true });
}

describe("every builder", () => {
  test("is there for each event, message and button of the spec", () => {
    const members = ["Event", "Message", "Button"].flatMap(membersOf);
    expect(members.length).toBeGreaterThan(8);
    for (const [, schema] of members) expect(builderOf(schema), schema).toBeTypeOf("function");
  });

  test.each(all)("%s gives a value that the strict validator takes", (name, build) => {
    const validate = validatorOf(name.charAt(0).toUpperCase() + name.slice(1));
    expect(validate?.(build())).toMatchObject({ ok: true });
    if (name !== "delivery") expect(validate?.(build({}))).toMatchObject({ ok: true });
  });

  test.each(all)("%s gives a new value each time", (_, build) => {
    const first = build();
    const untouched = structuredClone(first);
    scribble(first);
    expect(build()).toEqual(untouched);
  });

  test.each(all)("%s names an unknown property, and echoes no value", (name, build) => {
    if (name === "delivery") return;
    const wrong = { noSuchThing: "secret" };
    const message = wrongly(build, wrong, wrong);
    expect(message).toContain("noSuchThing: expected no property of this name");
    expect(message).not.toContain("secret");
  });
});

describe("the examples of the spec", () => {
  test.each(examples)("%s is built as it is", (_, example) => {
    expect(delivery(example.events)).toEqual(example);
  });

  test.each(examples)("%s is built from its parts", (_, example) => {
    const builderFor = (union: string, type: unknown) =>
      builderOf(String(Object.fromEntries(membersOf(union))[String(type)]));
    const events = example.events.map((event) => {
      const { type, ...rest } = event as unknown as Record<string, unknown>;
      if (!Array.isArray(rest.messages)) return builderFor("Event", type)?.(rest);
      const messages = rest.messages.map((message) => {
        const { type: kind, data, ...others } = message as Record<string, unknown>;
        return builderFor("Message", kind)?.(data, others);
      });
      return builderFor("Event", type)?.({ ...rest, messages });
    }) as unknown as typeof example.events;
    expect(delivery(events)).toEqual(example);
  });
});

describe("what is given", () => {
  test("may be nothing: the spec's examples, of the optional properties too", () => {
    const exampleOf = (schema: string, key: string) => schemas[schema]?.properties?.[key]?.examples?.[0];
    expect(postbackButton().postbackData).toBe(exampleOf("PostbackButton", "postbackData"));
    expect(newMessagesEvent().replyToken).toBe(exampleOf("NewMessagesEvent", "replyToken"));
    expect(exampleOf("NewMessagesEvent", "replyToken")).toBeTypeOf("string");
    expect(postbackButton({ title: "Yes" })).toEqual({ type: "postback", title: "Yes" });
  });

  test("replaces the example, and what is missing and required is completed", () => {
    expect(card({ title: "Team plan", buttons: [{ type: "url", title: "Open" }] })).toEqual({
      ...card(),
      title: "Team plan",
      buttons: [{ type: "url", title: "Open" }],
    });
    expect(newMessagesEvent({ messages: [{ type: "text", data: { text: "Hi" } }] })).toEqual({
      type: "new_messages",
      chat: builders.chat(),
      channel: builders.channel(),
      messages: [{ type: "text", author: author(), data: { text: "Hi" } }],
    });
  });

  test("may be only a type: the whole example of that type", () => {
    expect(card({ buttons: [{ type: "text" }, { type: "postback" }, { type: "url" }] }).buttons).toEqual([
      textButton(),
      postbackButton(),
      urlButton(),
    ]);
  });

  test("may be null where the spec has Optional, and is absent when undefined", () => {
    expect(textMessage({ text: "Hi", quickReplies: null }).data).toEqual({ text: "Hi", quickReplies: null });
    expect(Object.keys(textMessage({ text: "Hi", quickReplies: undefined }).data)).toEqual(["text"]);
    expect(thirdpartyAgentTakeoverMessage(null).data).toBeNull();
    expect(thirdpartyAgentTakeoverMessage({ reason: "asked" }).data).toEqual({ reason: "asked" });
    expect(thirdpartyAgentTakeoverMessage(undefined, { author: { type: "agent" } })).toEqual({
      type: "thirdparty_agent_takeover",
      author: author({ type: "agent" }),
    });
  });

  test("is not changed", () => {
    const given = Object.freeze({ text: "Hi", quickReplies: Object.freeze([Object.freeze({ title: "A" })]) });
    expect(textMessage(given).data.quickReplies).toEqual([quickReply({ title: "A" })]);
  });

  test("without items stays so", () => {
    expect(delivery([])).toEqual({ events: [] });
    expect(carouselMessage({ cards: [] }).data).toEqual({ cards: [] });
  });
});

describe("a mistake", () => {
  const cards = Array.from({ length: 11 }, () => ({}));
  test.each([
    [
      "a misspelt property",
      textMessage,
      [{ text: "a", quickReplys: [] }],
      'data.quickReplys: expected no property of this name, found an array; did you mean "quickReplies"?',
    ],
    [
      "a misspelt required property",
      newMessagesEvent,
      [{ mesages: [] }],
      'mesages: expected no property of this name, found an array; did you mean "messages"?',
    ],
    [
      "a misspelt type",
      card,
      [{ buttons: [{ type: "postbak" }] }],
      `buttons[0].type: expected one of ${buttonTypes.map((type) => JSON.stringify(type)).join(", ")}, found another string; did you mean "postback"?`,
    ],
    ["another type", textMessage, [{ text: 1 }], "data.text: expected a string, found a number"],
    ["too many cards", carouselMessage, [{ cards }], "data.cards: expected at most 10 items, found 11"],
    ["no URL", urlButton, [{ url: "nowhere" }], "url: expected a URI, found another string"],
    ["no object", textMessage, [[]], "data: expected an object, found an array"],
    [
      "a property of another button",
      textButton,
      [{ url: "https://example.com" }],
      "url: expected null, found a string",
    ],
  ])("%s gives one issue", (_, build, given, issue) => {
    expect(
      wrongly(build, ...given)
        .split("\n- ")
        .slice(1),
    ).toEqual([issue]);
  });

  test("pollutes no prototype", () => {
    const given = JSON.parse('{"__proto__":{"polluted":true},"constructor":{}}');
    expect(wrongly(quickReply, given)).toContain("__proto__");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("carries its issues", () => {
    try {
      textMessage({ text: "Hi" }, { author: { type: "boss" as "bot" } });
      expect.unreachable();
    } catch (error) {
      expect((error as InvalidValueError).issues).toMatchObject([
        { kind: "wrong_value", pointer: "/author/type" },
      ]);
    }
  });
});
