import type { Card } from "@proto-webhooks/types";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { expect, expectTypeOf, test } from "vitest";
import * as tolerant from "../src/index.ts";
import * as strict from "../src/strict.ts";

/** What a library does that accepts any Standard Schema, and knows nothing of ours. */
async function standardValidate<T extends StandardSchemaV1>(
  schema: T,
  input: StandardSchemaV1.InferInput<T>,
) {
  return await schema["~standard"].validate(input);
}

const card = { title: "t", text: "t", imageUrl: "https://example.com/x.png", buttons: [] };

test("a value that fits comes back", async () => {
  expect(await standardValidate(tolerant.validateCard, card)).toEqual({ value: card });
  expectTypeOf<StandardSchemaV1.InferOutput<typeof tolerant.validateCard>>().toEqualTypeOf<Card>();
});

test("a value that does not fit gives issues with a message and a path", async () => {
  const result = await standardValidate(strict.validateCard, { ...card, buttons: [{ type: "url" }] });
  expect(result.issues).toMatchObject([
    {
      path: ["buttons", 0, "title"],
      message: "buttons[0].title: expected a required property, found nothing",
    },
  ]);
});

const validators = [tolerant, strict].flatMap((module) =>
  Object.entries(module).filter(([name]) => name.startsWith("validate")),
);

test.each(validators)("%s implements the interface", (_name, validator) => {
  expect((validator as StandardSchemaV1)["~standard"]).toMatchObject({
    version: 1,
    vendor: "proto-webhooks",
  });
  expect((validator as StandardSchemaV1)["~standard"].validate(undefined)).toHaveProperty("issues.0.message");
});
