import type { MockProtoServer } from "@proto-webhooks/mock-sender/node";
import { printNote } from "../print.ts";
import { quoted } from "../quoted.ts";
import { style } from "../style.ts";
import type { MockSettings } from "./mock-settings.ts";

/** Says on stderr where mock Proto is, where deliveries go, and how to try it; stdout is for deliveries. */
export function printWelcome({ url, baseUrl }: MockProtoServer, settings: MockSettings): void {
  const { deliverTo, token, channel = "channel_1" } = settings;
  const chats = `${baseUrl}/${encodeURIComponent(channel)}/chat`;
  // The token itself is nothing to print.
  const header = token === undefined ? "'X-PROTO-TOKEN: any'" : '"X-PROTO-TOKEN: $TOKEN"';
  printNote(`Mock Proto's Messaging API is at ${style("bold", baseUrl, process.stderr)}
${deliverTo ? `Deliveries go to ${deliverTo.origin}${deliverTo.pathname}` : "Deliveries are only recorded; --deliver-to URL sends them."}
Try it from another terminal${token === undefined ? "" : ", with your token in TOKEN"}, line by line:
  curl ${quoted(chats)} -H ${header} -d '{"human":{"name":"Ada"}}'
  curl ${url}/_mock/chats/chat_1/bot/text -d '{"text":"What is it about?","quickReplies":["Billing"]}'
  curl ${url}/_mock/chats/chat_1/human/clicks -d '{"title":"Billing"}'
  curl ${url}/_mock/state
All that it can do: ${url}/_mock/openapi.json
Stop it with Ctrl-C.`);
}
