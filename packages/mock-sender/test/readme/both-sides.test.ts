import { carouselMessage, createMockProto, postbackButton, textMessage } from "@proto-webhooks/mock-sender";
import { expect, test, vi } from "vitest";

test("Proto's side writes", async () => {
  const deliverTo = vi.fn(() => new Response()); // or receiver.fetch, or "http://127.0.0.1:3000/webhook"
  const proto = createMockProto({ deliverTo });
  const chat = await proto.chat({ human: { name: "Ada" }, chatToken: "token-of-yours" });

  await chat.bot.text("What is it about?", { quickReplies: ["Billing", "Agent"] });
  await chat.bot.send(carouselMessage({ cards: [{ title: "Basic plan", buttons: [postbackButton()] }] }));
  await chat.agent.takesOver();

  expect(deliverTo).toHaveBeenCalledTimes(3);
  expect(proto.deliveries.map(({ status }) => status)).toEqual([200, 200, 200]);
});

test("the human's side writes", async () => {
  const proto = createMockProto({ token: "token-of-yours" });
  proto.onHuman((message) =>
    message.type === "text" ? textMessage({ text: "From nine to five." }) : undefined,
  );
  const chat = await proto.chat();

  // proto.fetch is the Messaging API without interception. After setupServer(...proto.handlers), so is fetch.
  await proto.fetch(`https://gw.proto.cx/webhook/channel_7f3a/chat/${chat.id}/message`, {
    method: "POST",
    headers: { "X-PROTO-TOKEN": "token-of-yours" },
    body: JSON.stringify({ type: "text", data: { text: "When are you open?" }, replyToken: "reply_1" }),
  });

  await proto.idle();
  expect(proto.deliveries[0]?.delivery.events[0]).toMatchObject({ replyToken: "reply_1" });
});
