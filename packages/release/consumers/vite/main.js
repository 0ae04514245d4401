// In a page: what a mock says reaches a receiver, and both validators judge it.
import { createMockProto } from "@proto-webhooks/mock-sender";
import { createReceiver, unsafeMemoryInbox } from "@proto-webhooks/receiver";
import { parseDelivery } from "@proto-webhooks/validators";
import { validateDelivery } from "@proto-webhooks/validators/strict";

const receiver = createReceiver({ inbox: unsafeMemoryInbox() });
const handled = new Promise((resolve) =>
  receiver.onMessage("text", ({ message }) => resolve(message.data.text)),
);
await receiver.start();
const proto = createMockProto({ deliverTo: receiver.fetch });
await (await proto.chat()).bot.text("What is it about?");
const { delivery } = proto.deliveries[0];
const output = document.body.appendChild(document.createElement("output"));
output.textContent = JSON.stringify({
  handled: await handled,
  tolerant: parseDelivery(delivery).ok,
  strict: validateDelivery(delivery).ok,
});
