import { createReceiver, unsafeMemoryInbox } from "@proto-webhooks/receiver";

/** What is offered to the human of each chat. */
export const suggestions: Map<string, string[]> = new Map();

export const receiver = createReceiver({ inbox: unsafeMemoryInbox() });
receiver.onMessage("text", ({ event, message }) => {
  const replies = message.data.quickReplies ?? [];
  suggestions.set(
    event.chat.id,
    replies.map((reply) => reply.title),
  );
});
await receiver.start();
