import { startMockProto } from "@proto-webhooks/mock-sender/node";
import { expect, test } from "vitest";
import * as bot from "./bot.ts";

test("a program that only knows HTTP", async () => {
  const server = await startMockProto({ port: 0, deliverTo: bot.webhook }); // or your receiver's URL
  const post = (path: string, body: object) =>
    fetch(server.url + path, {
      method: "POST",
      headers: { "X-PROTO-TOKEN": "any" },
      body: JSON.stringify(body),
    });
  await post("/webhook/channel_1/chat", { human: { name: "Ada" } }); // the Messaging API
  await post("/_mock/chats/chat_1/bot/text", { text: "Hello", quickReplies: ["Billing"] }); // the bot's side
  await post("/_mock/chats/chat_1/human/clicks", { title: "Billing" });

  expect(server.proto.deliveries).toHaveLength(2);
  await server.close();
});
