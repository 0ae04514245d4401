import type { OperationFact } from "../../mutate/operation-facts.ts";

const channel = "channel_id: string in path";
const secret = "header X-PROTO-TOKEN";

/** The delivery, and the part of the Messaging API that the format refers to. A `?` marks a body that may be left out. */
export const operationRows: OperationFact[] = [
  ["post delivery", "", "", "Delivery", "200, default"],
  ["post /{channel_id}/human", channel, secret, "HumanFields", "200 CreatedHuman, 400, 401, 404"],
  [
    "get /{channel_id}/human/{human_id}",
    `${channel}, human_id: string in path`,
    secret,
    "",
    "200 HumanProfile, 401, 404",
  ],
  ["post /{channel_id}/chat", channel, secret, "CreateChat", "200 CreatedChat, 400, 401, 404"],
  [
    "post /{channel_id}/chat/{chat_id}/message",
    `${channel}, chat_id: string in path`,
    secret,
    "SendMessage",
    "200, 400, 401, 404",
  ],
];
