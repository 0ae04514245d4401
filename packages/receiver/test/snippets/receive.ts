import { createReceiver, sharedSecret } from "@proto-webhooks/receiver";
import { listen } from "@proto-webhooks/receiver/node";
import { sqliteInbox } from "@proto-webhooks/receiver/sqlite";

const receiver = createReceiver({
  inbox: sqliteInbox(process.env.INBOX ?? "proto.db"),
  authenticate: [sharedSecret({ in: "header", secrets: process.env.WEBHOOK_SECRET ?? "" })], // empty: refused
});

receiver.onMessage("text", ({ message, event, receipt }) => {
  console.log(receipt.sequence, event.chat.id, message.data.text);
});
receiver.onMessage("carousel", ({ message }) => {
  for (const card of message.data.cards) console.log(card.title);
});
receiver.onUnrecognizedEvent(({ event }) => console.log("new to us:", event.type));

await receiver.start();
const server = await listen(receiver, { port: Number(process.env.PORT ?? 3000) });
console.log(`Deliveries go to ${server.url}`);

process.once("SIGTERM", async () => {
  await Promise.all([server.close(), receiver.close()]);
});
