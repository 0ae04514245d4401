import { conforms } from "@proto-webhooks/mock-sender/conforms";
import { expect, test } from "vitest";
import { startReceiver } from "./receiver.ts";

test("the receiver withstands every kind of sender", async () => {
  const report = await conforms(async (handle) => {
    const receiver = await startReceiver({ onEvent: (event) => handle(event) });
    return { deliverTo: receiver.fetch, idle: () => receiver.idle(), close: () => receiver.close() };
  });
  expect(report.ok, report.text).toBe(true);
});
