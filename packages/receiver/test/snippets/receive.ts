import { createReceiver, sharedSecret, unsafeMemoryInbox } from "@proto-webhooks/receiver";
import { listen } from "@proto-webhooks/receiver/node";

const receiver = createReceiver({
  inbox: unsafeMemoryInbox(), // for a first look: it loses everything with the process
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
