import { createMockProto } from "@proto-webhooks/mock-sender";
import { createReceiver, unsafeMemoryInbox } from "@proto-webhooks/receiver";
import { expect, test } from "vitest";

test("a bot is tried with the mock, and judged with the matchers", async () => {
  const receiver = createReceiver({ inbox: unsafeMemoryInbox() });
  const texts = [];
  receiver.onMessage("text", ({ message }) => void texts.push(message.data.text));
  await receiver.start();
  const proto = createMockProto({ deliverTo: receiver.fetch });
  await (await proto.chat()).bot.text("What is it about?");
  await expect.poll(() => texts).toEqual(["What is it about?"]);
  expect(proto.deliveries[0].delivery).toBeValidDelivery();
  await receiver.close();
});
