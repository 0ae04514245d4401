import { readFileSync } from "node:fs";
import type { EventType } from "@proto-webhooks/types";
import { expect, expectTypeOf, test } from "vitest";
import { parseDelivery } from "../src/index.ts";

const batch = JSON.parse(readFileSync(new URL("../../../spec/examples/batch.json", import.meta.url), "utf8"));

test("events are parted, and their order is kept", () => {
  const [first, second, third, fourth] = batch.events;
  const started = { ...second, type: "some_future_event", messages: undefined };
  const broken = { ...third, chat: { id: 7 } };
  const parsed = parseDelivery({ events: [first, started, broken, null, fourth] });
  if (!parsed.ok) throw new Error("the envelope is good");
  expect(parsed.events.map((event) => event.status)).toEqual([
    "valid",
    "unrecognized",
    "invalid",
    "invalid",
    "valid",
  ]);
  expect(parsed.valid.map((event) => [event.index, event.event])).toEqual([
    [0, first],
    [4, fourth],
  ]);
  expect(parsed.unrecognized.map((event) => [event.index, event.event])).toEqual([[1, started]]);
  expect(parsed.invalid.map((event) => [event.index, event.value])).toEqual([
    [2, broken],
    [3, null],
  ]);
  expect(parsed.invalid[0]?.issues.map((issue) => issue.message)).toEqual([
    "events[2].chat.human: expected a required property, found nothing",
    "events[2].chat.id: expected a string, found a number",
  ]);
});

test("the events are the very values that came, not copies", () => {
  const parsed = parseDelivery(batch);
  expect(parsed.ok && parsed.valid[0]?.event).toBe(batch.events[0]);
});

test("an empty delivery is a delivery", () => {
  expect(parseDelivery({ events: [] })).toEqual({
    ok: true,
    events: [],
    valid: [],
    unrecognized: [],
    invalid: [],
  });
});

test.each([
  [undefined, "the whole value: expected an object, found nothing"],
  [null, "the whole value: expected an object, found null"],
  ["x", "the whole value: expected an object, found a string"],
  [[], "the whole value: expected an object, found an array"],
  [{}, "events: expected a required property, found nothing"],
  [{ events: {} }, "events: expected an array, found an object"],
])("a broken envelope fails as a whole: %j", (value, message) => {
  const parsed = parseDelivery(value);
  expect(parsed).toMatchObject({ ok: false, issues: [{ message }] });
});

test("what is parsed narrows", () => {
  const parsed = parseDelivery(batch);
  if (!parsed.ok) throw new Error("the batch is valid");
  for (const event of parsed.events) {
    if (event.status === "valid") expectTypeOf(event.event.type).toEqualTypeOf<EventType>();
    if (event.status === "invalid") expectTypeOf(event.value).toEqualTypeOf<unknown>();
  }
});
