import type { NewEvent } from "@proto-webhooks/receiver";
import { chatOf, eventText } from "../delivery.ts";

/** The event with this number, as a receiver hands it to the inbox. */
export function newEvent(n: number, chats: number): NewEvent {
  return { kind: "valid", chat: chatOf(n, chats), json: eventText(n, chats), issues: [] };
}
