import { parseDelivery } from "@proto-webhooks/validators";
import { expect, test } from "vitest";
import { chatOf, deliveryBytes, deliveryText, eventText } from "./delivery.ts";

test.each([0, 7, 1_234_567])("delivery %i has the size that the figures speak of, and is valid", (n) => {
  const text = deliveryText(n, 1_000);
  expect(Buffer.byteLength(text)).toBe(deliveryBytes);
  const parsed = parseDelivery(JSON.parse(text));
  expect(parsed).toMatchObject({ ok: true, events: [{ status: "valid", event: { type: "new_messages" } }] });
});

test("the chats take turns, and no two events say the same", () => {
  const events = Array.from({ length: 50 }, (_, n) => JSON.parse(eventText(n, 20)));
  expect(events.map(({ chat }) => chat.id)).toEqual(events.map((_, n) => chatOf(n, 20)));
  expect(new Set(events.map(({ chat }) => chat.id)).size).toBe(20);
  expect(new Set(events.map(({ messages: [message] }) => message.data.text)).size).toBe(50);
});
