import { authorTypes, buttonTypes, eventTypes, mediaTypes, messageTypes } from "@proto-webhooks/validators";
import { expect, test } from "vitest";
import { run } from "./support/run.ts";

test("lists all types in their groups", async () => {
  const { code, stdout } = await run(["types"]);
  expect(code).toBe(0);
  const group = (name: string, types: readonly string[]) => [name, ...types.map((type) => `  ${type}`)];
  expect(stdout.trimEnd().split("\n")).toEqual([
    ...group("events", eventTypes),
    ...group("messages", messageTypes),
    ...group("buttons", buttonTypes),
    ...group("authors", authorTypes),
    ...group("media", mediaTypes),
  ]);
});

test("--json prints them as one object", async () => {
  const { code, stdout } = await run(["types", "--json"]);
  expect(code).toBe(0);
  expect(stdout.trimEnd()).not.toContain("\n");
  expect(JSON.parse(stdout)).toEqual({
    events: eventTypes,
    messages: messageTypes,
    buttons: buttonTypes,
    authors: authorTypes,
    media: mediaTypes,
  });
});
