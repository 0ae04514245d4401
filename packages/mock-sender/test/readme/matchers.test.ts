import { createMockProto, delivery } from "@proto-webhooks/mock-sender";
import { expect, test } from "vitest";
import "@proto-webhooks/mock-sender/matchers/vitest"; // better: in your vitest.config.ts, as one of setupFiles

test("matchers", async () => {
  const proto = createMockProto();
  const chat = await proto.chat();
  await chat.bot.text("What is it about?", { quickReplies: ["Billing"] });
  await chat.human.clicks("Billing");

  expect(proto).toHaveDelivered("What is it about?"); // a text, or what is found in it: /about/
  expect(chat).toHaveDelivered({ data: { quickReplies: [{ title: "Billing" }] } }); // some of a message
  expect(chat).toHaveDeliveredTimes(2, { type: "new_messages", chat: { id: chat.id } }); // some of an event
  expect(chat).toHaveHeard("Billing"); // what your code sent to the Messaging API in the name of the human
  expect(chat).toHaveReplied("You said: Billing"); // since the human's last word, in this order
  expect(delivery()).toBeValidDelivery(); // a fixture of yours, as a value or as JSON
});
