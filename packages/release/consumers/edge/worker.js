// On the edge: a receiver without Node. What is handled comes back in the answer, to be seen.
import { createReceiver, unsafeMemoryInbox } from "@proto-webhooks/receiver";

export default {
  async fetch(request) {
    const receiver = createReceiver({ inbox: unsafeMemoryInbox() });
    const handled = new Promise((resolve) =>
      receiver.onMessage("text", ({ message }) => resolve(message.data.text)),
    );
    await receiver.start();
    const { status } = await receiver.fetch(request);
    return Response.json({ status, handled: await handled });
  },
};
