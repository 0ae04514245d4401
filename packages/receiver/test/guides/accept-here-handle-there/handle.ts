import { createReceiver } from "@proto-webhooks/receiver";
import { inbox } from "./inbox.ts";

const receiver = createReceiver({ inbox });

receiver.onMessage("text", ({ message, event, receipt }) => {
  console.log(event.chat.id, receipt.sequence, message.data.text);
});

await receiver.start(); // no listen(): nothing arrives here
process.once("SIGTERM", () => receiver.close());
