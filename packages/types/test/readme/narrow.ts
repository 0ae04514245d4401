import type { Button, Delivery, Message, MessageOf } from "@proto-webhooks/types";

export function carousels({ events }: Delivery): MessageOf<"carousel">[] {
  return events.flatMap((event) => {
    // An event that the spec does not list has a chat and a channel, and who knows what else.
    if (event.type !== "new_messages") return [];
    return event.messages.filter((message) => message.type === "carousel");
  });
}

export function describe(message: Message): string {
  switch (message.type) {
    case "text":
      return message.data.text;
    case "media":
      return message.data.filename;
    default:
      // Any other type, also one that Proto adds tomorrow; its `type` is a string.
      return message.type;
  }
}

export const target = (button: Button): string | null | undefined =>
  button.type === "url" ? button.url : undefined;
