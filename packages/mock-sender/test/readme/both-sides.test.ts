import { carouselMessage, createMockProto, postbackButton } from "@proto-webhooks/mock-sender";
import { expect, test, vi } from "vitest";

test("both sides of a chat", async () => {
  const deliverTo = vi.fn(() => new Response()); // or receiver.fetch, or "http://127.0.0.1:3000/webhook"
  const proto = createMockProto({ deliverTo });
  const chat = await proto.chat({ human: { name: "Ada" }, chatToken: "token-of-yours" });

  await chat.bot.text("What is it about?", { quickReplies: ["Billing", "Agent"] });
  await chat.human.clicks("Billing"); // sends its text to the Messaging API; the bot answers "You said: Billing"
  const plans = carouselMessage({ cards: [{ title: "Basic plan", buttons: [postbackButton()] }] });
  await chat.bot.send(plans);
  await chat.human.clicks("Choose", { replyToken: "reply_1" }); // sends the button's data
  await chat.agent.takesOver();
  await chat.agent.media("image", "https://files.example.com/receipt.png");

  expect(deliverTo).toHaveBeenCalledTimes(6);
  expect(chat.transcript.map(({ by, outcome }) => [by, outcome])).toEqual([
    ["bot", 200],
    ["human", undefined],
    ["bot", 200],
    ["bot", 200],
    ["human", undefined],
    ["bot", 200],
    ["agent", 200],
    ["agent", 200],
  ]);
});

test("the Messaging API without interception", async () => {
  const proto = createMockProto({ token: "token-of-yours" });
  const chat = await proto.chat();
  // After setupServer(...proto.handlers), or setupWorker in a browser, it could be fetch itself.
  await proto.fetch(`https://gw.proto.cx/webhook/${chat.channelId}/chat/${chat.id}/message`, {
    method: "POST",
    headers: { "X-PROTO-TOKEN": "token-of-yours" },
    body: JSON.stringify({ type: "text", data: { text: "When are you open?" }, replyToken: "reply_1" }),
  });

  await proto.idle();
  expect(proto.deliveries[0]?.delivery.events[0]).toMatchObject({ replyToken: "reply_1" });
});
