import { type } from "arktype";

// It compiles patterns into its check, and calls functions beside it; so unlisted types are told by patterns here.
const named = type({ id: "string", name: "string" });
const common = {
  chat: type({ id: "string", human: named }),
  channel: type({ id: "string" }),
  "chatToken?": "string | null",
} as const;
const author = type({ type: "string", id: "string", name: "string" });

const button = type({ type: "'text'", title: "string", "text?": "string | null" })
  .or({ type: "'postback'", title: "string", "postbackData?": "string | null" })
  .or({ type: "'url'", title: "string", "url?": "string | null", "isWebview?": "boolean | null" })
  .or({ type: "/^(?!(?:text|postback|url)$)/", title: "string" });

const card = type({
  title: "string",
  text: "string",
  imageUrl: "string",
  buttons: button.array().atMostLength(3),
});

// An array is an object to it, too.
const fields = type("object").narrow((data) => !Array.isArray(data));

const message = type({
  type: "'text'",
  author,
  data: { text: "string", "quickReplies?": type({ title: "string", text: "string" }).array().or("null") },
})
  .or({
    type: "'media'",
    author,
    data: { type: "'image'|'video'|'audio'|'file'", url: "string", filename: "string" },
  })
  .or({ type: "'carousel'", author, data: { cards: card.array().atMostLength(10) } })
  .or({ type: "'hyperlink'", author, data: { label: "string", url: "string" } })
  .or({ type: "'thirdparty_agent_takeover'", author, "data?": fields.or("null") })
  .or({ type: "/^(?!(?:text|media|carousel|hyperlink|thirdparty_agent_takeover)$)/", author });

const event = type({
  type: "'new_messages'",
  ...common,
  messages: message.array(),
  "replyToken?": "string | null",
}).or({ type: "/^(?!new_messages$)/", ...common });

const delivery = type({ events: event.array() });

export function judge(value: unknown): boolean {
  return !(delivery(value) instanceof type.errors);
}
