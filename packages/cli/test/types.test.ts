import * as validators from "@proto-webhooks/validators";
import { authorTypes, buttonTypes, eventTypes, mediaTypes, messageTypes } from "@proto-webhooks/validators";
import { expect, test } from "vitest";
import { run } from "./support/run.ts";

// An enum that came into the spec later is a group of its own.
const { authorTypes: _a, mediaTypes: _m, ...lists } = validators;
const later = Object.fromEntries(
  Object.entries(lists).filter(
    ([name, list]) => Array.isArray(list) && !/^(event|message|button|sendMessage)Types$/.test(name),
  ),
) as Record<string, readonly string[]>;

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
    ...Object.entries(later).flatMap(([name, list]) => group(name, list)),
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
    ...later,
  });
});
