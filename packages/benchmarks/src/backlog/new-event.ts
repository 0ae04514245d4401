import { hash } from "node:crypto";
import type { NewEvent } from "@proto-webhooks/receiver";
import { chatOf, eventText } from "../delivery.ts";

/** The event with this number, as a receiver that looks for duplicates hands it to the inbox. */
export function newEvent(n: number, chats: number): NewEvent {
  const json = eventText(n, chats);
  // Not the fingerprint that a receiver would take, but one like it: no two are the same.
  const fingerprint = hash("sha256", json, "base64url");
  return { kind: "valid", chat: chatOf(n, chats), json, issues: [], fingerprint };
}
