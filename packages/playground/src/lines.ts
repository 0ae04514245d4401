import type { Message } from "@proto-webhooks/types";

/** What a message says, in one line or a few. */
export function linesOf(message: Message): string[] {
  switch (message.type) {
    case "text": {
      const replies = message.data.quickReplies ?? [];
      const titles = replies.map((reply) => `[ ${reply.title} ]`).join(" ");
      return replies.length > 0 ? [message.data.text, titles] : [message.data.text];
    }
    case "media":
      return [`${message.data.type}: ${message.data.filename}`];
    case "hyperlink":
      return [`${message.data.label} (${message.data.url})`];
    case "carousel":
      return message.data.cards.flatMap((card) => [
        `${card.title}: ${card.text}`,
        ...(card.buttons.length > 0 ? [card.buttons.map((button) => `[ ${button.title} ]`).join(" ")] : []),
      ]);
    case "thirdparty_agent_takeover":
      return ["(takes the chat over)"];
    default:
      return [`(a message of type ${message.type}: ${JSON.stringify(message.data)})`];
  }
}
