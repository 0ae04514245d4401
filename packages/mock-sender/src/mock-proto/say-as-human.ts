import type { SendMessage } from "@proto-webhooks/types";
import type { Issue } from "@proto-webhooks/validators/strict";
import { tokenHeader } from "../gen/messaging-api.ts";
import { InvalidValueError } from "../invalid-value-error.ts";
import { type MockProtoOptions, placesOf } from "./options.ts";
import type { ChatRecord } from "./state.ts";

/**
 * Calls the Messaging API as the human's app does.
 *
 * @param fetch calls mock Proto.
 * @throws {InvalidValueError} when it refuses the message with 400.
 */
export async function sayAsHuman(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  options: MockProtoOptions,
  { channelId, id }: ChatRecord,
  message: SendMessage,
): Promise<void> {
  const { baseUrl, paths } = placesOf(options);
  const values: Record<string, string> = { channel_id: channelId, chat_id: id };
  const path = paths.sendMessage.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? ""));
  const response = await fetch(baseUrl + path, {
    method: "POST",
    headers: { "content-type": "application/json", [tokenHeader]: options.token ?? "any" },
    body: JSON.stringify(message),
  });
  if (response.ok) return;
  const { detail, issues } = (await response.json()) as { detail: string; issues?: Issue[] };
  if (issues) throw new InvalidValueError("SendMessage", issues);
  throw new Error(`The Messaging API answered the human with ${response.status}: ${detail}`);
}
