import { createReceiver, unsafeMemoryInbox } from "@proto-webhooks/receiver";
import { expect } from "vitest";

const inbox = unsafeMemoryInbox();
const receiver = createReceiver({ inbox });
const texts: string[] = [];
receiver.onMessage("text", ({ message }) => texts.push(message.data.text));
await receiver.start();

const author = { type: "bot", id: "bot_1", name: "Bot" };
const event = {
  type: "new_messages",
  chat: { id: "chat_1", human: { id: "human_1", name: "Ada" } },
  channel: { id: "channel_1" },
  messages: [{ type: "text", author, data: { text: "Hello" } }],
};
const response = await receiver.fetch(
  new Request("http://localhost/webhook", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ events: [event] }),
  }),
);
await receiver.idle(); // every accepted event is settled

expect(response.status).toBe(200);
expect(texts).toEqual(["Hello"]);
expect(await inbox.stats()).toMatchObject({ accepted: 1, done: 1 });
