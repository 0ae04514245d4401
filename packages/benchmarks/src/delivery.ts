import example from "@proto-webhooks/spec/examples/text.json" with { type: "json" };

/** The size of every delivery, in bytes: what a short answer of a bot takes. */
export const deliveryBytes = 469;

const chatMark = "chat_000000";
const numberMark = "0000000000";
const before = '{"events":[';
const after = "]}";

/** The example of a text message as one event, with the marks in it, and its text as long as the size asks for. */
const parts = partsOf(eventWith(" ".repeat(deliveryBytes - sizeOf(eventWith("")))));

/** An event of a chat whose text holds the number, so that no two say the same. */
export function eventText(n: number, chats: number): string {
  const [head, middle, tail] = parts;
  return head + chatOf(n, chats) + middle + String(n).padStart(numberMark.length, "0") + tail;
}

/** A delivery of that event: ASCII, `deliveryBytes` long. */
export function deliveryText(n: number, chats: number): string {
  return before + eventText(n, chats) + after;
}

/** The chats take turns. */
export function chatOf(n: number, chats: number): string {
  return `chat_${String(n % chats).padStart(chatMark.length - 5, "0")}`;
}

function eventWith(padding: string): string {
  const [event] = structuredClone(example.events);
  const [message] = event?.messages ?? [];
  if (!event || !message) throw new Error("The example of a text message has none.");
  event.chat.id = chatMark;
  message.data.text = `${numberMark} ${message.data.text}${padding}`;
  return JSON.stringify(event);
}

function sizeOf(event: string): number {
  return Buffer.byteLength(before + event + after);
}

function partsOf(event: string): readonly [string, string, string] {
  const [head = "", middle = "", tail = ""] = event.split(new RegExp(`${chatMark}|${numberMark}`));
  return [head, middle, tail];
}
