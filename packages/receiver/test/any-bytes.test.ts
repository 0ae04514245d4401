import fc from "fast-check";
import { expect, test } from "vitest";
import { receiverWith } from "./receiver-with.ts";

test("no bytes make it throw, hang, or answer 5xx", async () => {
  const { receiver, inbox } = receiverWith();
  const piece = fc.oneof(
    fc.constantFrom(
      '{"events":[',
      "]}",
      '"',
      "\\",
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "null",
      '"__proto__":',
      "\uFEFF",
    ),
    fc.json(),
    fc.string({ unit: "binary" }),
  );
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(piece, { maxLength: 12 }).map((parts) => new TextEncoder().encode(parts.join(""))),
    fc
      .array(fc.jsonValue(), { maxLength: 4 })
      .map((events) => new TextEncoder().encode(JSON.stringify({ events }))),
  );
  await receiver.start();
  await fc.assert(
    fc.asyncProperty(body, async (bytes) => {
      const request = new Request("http://bot.example/", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: new Uint8Array(bytes),
      });
      expect([200, 400]).toContain((await receiver.fetch(request)).status);
    }),
    { numRuns: 1_000 },
  );
  await receiver.idle();
  const { accepted, pending, done, dead, quarantined } = await inbox.stats();
  expect(accepted).toBe(pending + done + dead + quarantined);
  expect(Object.keys(Object.prototype)).toEqual([]);
});
