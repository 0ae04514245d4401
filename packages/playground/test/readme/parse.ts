import type { Message } from "@proto-webhooks/types";
import { parseDelivery } from "@proto-webhooks/validators";

/** The texts of a delivery; throws with what is wrong, and where. */
export function textsOf(body: unknown): string[] {
  const delivery = parseDelivery(body);
  if (!delivery.ok) throw new Error(delivery.issues.map((issue) => issue.message).join("\n"));
  return delivery.valid.flatMap(({ event }) =>
    event.type === "new_messages" ? event.messages.map(describe) : [],
  );
}

function describe(message: Message): string {
  switch (message.type) {
    case "text":
      return message.data.text; // narrowed to a TextMessage
    case "carousel":
      return message.data.cards.map((card) => card.title).join(", ");
    default:
      return `(${message.type})`; // other types, also those that Proto adds later
  }
}
