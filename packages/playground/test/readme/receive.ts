import { createReceiver, sharedSecret } from "@proto-webhooks/receiver";
import { listen } from "@proto-webhooks/receiver/node";
import { sqliteInbox } from "@proto-webhooks/receiver/sqlite";

const receiver = createReceiver({
  inbox: sqliteInbox(process.env.INBOX ?? "proto.db"),
  authenticate: [sharedSecret({ in: "header", secrets: process.env.WEBHOOK_SECRET ?? "change-me" })],
});

receiver.on("new_messages", ({ event, receipt }) => {
  console.log(`${event.messages.length} new in ${event.chat.id}, event ${receipt.sequence} of this chat`);
});
receiver.onMessage("text", ({ message }) => {
  console.log(`${message.author.name}: ${message.data.text}`);
});
receiver.onUnrecognizedEvent(({ event }) => console.log(`new to us: ${event.type}`));

await receiver.start();
const { url } = await listen(receiver, { port: Number(process.env.PORT ?? 3000) });
console.log(`Deliveries go to ${url}`);
