import type { MockProto } from "../src/index.ts";

/** The channel of chats for which none was chosen: the spec's example. */
export const channelUrl = "https://gw.proto.cx/webhook/channel_7f3a";

/** What an app of the human's side sends to the Messaging API, by any kind of fetch. */
export async function say(
  fetch: MockProto["fetch"],
  chatId: string,
  text: string,
  replyToken?: string,
): Promise<Response> {
  return fetch(`${channelUrl}/chat/${chatId}/message`, {
    method: "POST",
    headers: { "X-PROTO-TOKEN": "t" },
    body: JSON.stringify({ type: "text", data: { text }, ...(replyToken && { replyToken }) }),
  });
}
