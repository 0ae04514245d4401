import { readFileSync } from "node:fs";
import { expect, expectTypeOf, test } from "vitest";
import * as tolerant from "../src/index.ts";
import * as strict from "../src/strict.ts";

const bundle = JSON.parse(readFileSync(new URL("../../../spec/dist/openapi.json", import.meta.url), "utf8"));
const names = Object.keys(bundle.components.schemas);

test.each(names)("%s has a validator and a guard", (name) => {
  const { [`validate${name}`]: validate, [`is${name}`]: is } = tolerant as unknown as Record<
    string,
    (value: unknown) => unknown
  >;
  expect(validate?.(undefined)).toMatchObject({ ok: false });
  expect(is?.(undefined)).toBe(false);
});

test.each(names.filter((name) => !name.startsWith("Unrecognized")))(
  "%s has them in the strict mode too",
  (name) => {
    const { [`validate${name}`]: validate, [`is${name}`]: is } = strict as unknown as Record<
      string,
      (value: unknown) => unknown
    >;
    expect(validate?.(undefined)).toMatchObject({ ok: false });
    expect(is?.(undefined)).toBe(false);
  },
);

test("a guard narrows", () => {
  const value: unknown = { id: "chat_1", human: { id: "human_1", name: "Ada" } };
  if (!tolerant.isChat(value)) throw new Error("it is a chat");
  expectTypeOf(value.human.name).toEqualTypeOf<string>();
  expect(value.human.name).toBe("Ada");
});

test("the tuples hold the types that the spec lists", () => {
  const { Event, Message, Button, AuthorType, MediaType } = bundle.components.schemas;
  expect(tolerant.eventTypes).toEqual(Object.keys(Event.discriminator.mapping));
  expect(tolerant.messageTypes).toEqual(Object.keys(Message.discriminator.mapping));
  expect(tolerant.buttonTypes).toEqual(Object.keys(Button.discriminator.mapping));
  expect(tolerant.authorTypes).toEqual(AuthorType.enum);
  expect(tolerant.mediaTypes).toEqual(MediaType.enum);
  // Constants, not only strings; what is added stands after them.
  expectTypeOf(tolerant.buttonTypes).toExtend<readonly ["text", "postback", "url", ...string[]]>();
  expectTypeOf<string>().not.toExtend<(typeof tolerant.buttonTypes)[number]>();
});
