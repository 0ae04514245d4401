import { describe, expect, test } from "vitest";
import { parseDelivery, unrecognizedPointers, validateDelivery } from "../src/index.ts";
import * as strict from "../src/strict.ts";

const head = `"type":"new_messages","chat":{"id":"c","human":{"id":"h","name":"n"}},"channel":{"id":"ch"}`;

describe("the number of issues is bounded, and with it the memory that a bad delivery costs", () => {
  test.each([
    ["messages", `{"events":[{${head},"messages":[${"{},".repeat(20_000)}{}]}]}`],
    ["events", `{"events":[${"{},".repeat(20_000)}{}]}`],
  ])("%s", (_what, body) => {
    const result = validateDelivery(JSON.parse(body));
    // A loop ends at a hundred errors; each error may add those of one more item.
    expect(result.ok ? 0 : result.issues.length).toBeLessThan(200);
    expect(result.ok ? 0 : result.issues.length).toBeGreaterThan(20);
  });
});

test("the number of issues is bounded over all events of a delivery, and each bad event has one", () => {
  const bad = `{"type":"new_messages","messages":[${"{},".repeat(30)}{}]}`;
  const parsed = parseDelivery(JSON.parse(`{"events":[${`${bad},`.repeat(2_000)}${bad}]}`));
  const counts = parsed.ok ? parsed.invalid.map(({ issues }) => issues.length) : [];
  expect(counts).toHaveLength(2_001);
  expect(Math.min(...counts)).toBe(1);
  expect(counts.reduce((sum, count) => sum + count)).toBeLessThan(3_100);
});

test("nothing is polluted by keys that are special in JavaScript", () => {
  const body = `{"events":[{${head},"messages":[],"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}],"__proto__":{"events":1}}`;
  const value = JSON.parse(body);
  expect(validateDelivery(value).ok).toBe(true);
  expect(strict.validateDelivery(value)).toMatchObject({
    ok: false,
    issues: [{ kind: "unknown_property" }, {}, {}],
  });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("a type named like something of Object.prototype is unrecognized, no more", () => {
  const value = JSON.parse(`{"events":[{${head.replace("new_messages", "constructor")}}]}`);
  expect(parseDelivery(value)).toMatchObject({ unrecognized: [{ index: 0 }] });
  expect(unrecognizedPointers(value)).toEqual(["/events/0"]);
});

test("properties of a prototype do not count", () => {
  const { ok } = parseDelivery(Object.create(null, { events: { value: [], enumerable: true } }));
  expect(ok).toBe(true);
});

test("arrays in arrays, where an event should be, are not walked", () => {
  let deep: unknown = {};
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];
  expect(unrecognizedPointers({ events: deep })).toEqual([]);
  expect(parseDelivery({ events: [deep] })).toMatchObject({ invalid: [{ index: 0 }] });
});

test("what is nested without end is not walked", () => {
  let deep: unknown = "bottom";
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];
  const value = JSON.parse(`{"events":[{${head},"messages":[]}]}`);
  value.events[0].extra = deep;
  expect(parseDelivery(value)).toMatchObject({ valid: [{ index: 0 }] });
  expect(unrecognizedPointers(value)).toEqual([]);
});
