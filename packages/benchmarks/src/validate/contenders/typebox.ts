import { Type as T } from "typebox";
import { Compile } from "typebox/compile";

const string = T.String();
const optional = T.Optional(T.Union([string, T.Null()]));
const named = T.Object({ id: string, name: string });
const common = {
  chat: T.Object({ id: string, human: named }),
  channel: T.Object({ id: string }),
  chatToken: optional,
};
const author = T.Object({ type: string, id: string, name: string });
const unlisted = (...listed: string[]) => T.String({ pattern: `^(?!(?:${listed.join("|")})$)` });

const button = T.Union([
  T.Object({ type: T.Literal("text"), title: string, text: optional }),
  T.Object({ type: T.Literal("postback"), title: string, postbackData: optional }),
  T.Object({
    type: T.Literal("url"),
    title: string,
    url: optional,
    isWebview: T.Optional(T.Union([T.Boolean(), T.Null()])),
  }),
  T.Object({ type: unlisted("text", "postback", "url"), title: string }),
]);

const card = T.Object({
  title: string,
  text: string,
  imageUrl: string,
  buttons: T.Array(button, { maxItems: 3 }),
});

const quickReplies = T.Array(T.Object({ title: string, text: string }));
const mediaType = T.Union(["image", "video", "audio", "file"].map((type) => T.Literal(type)));

const message = T.Union([
  T.Object({
    type: T.Literal("text"),
    author,
    data: T.Object({ text: string, quickReplies: T.Optional(T.Union([quickReplies, T.Null()])) }),
  }),
  T.Object({
    type: T.Literal("media"),
    author,
    data: T.Object({ type: mediaType, url: string, filename: string }),
  }),
  T.Object({
    type: T.Literal("carousel"),
    author,
    data: T.Object({ cards: T.Array(card, { maxItems: 10 }) }),
  }),
  T.Object({
    type: T.Literal("hyperlink"),
    author,
    data: T.Object({ label: string, url: string }),
  }),
  T.Object({
    type: T.Literal("thirdparty_agent_takeover"),
    author,
    data: T.Optional(T.Union([T.Object({}), T.Null()])),
  }),
  T.Object({
    type: unlisted("text", "media", "carousel", "hyperlink", "thirdparty_agent_takeover"),
    author,
  }),
]);

const event = T.Union([
  T.Object({
    type: T.Literal("new_messages"),
    ...common,
    messages: T.Array(message),
    replyToken: optional,
  }),
  T.Object({ type: unlisted("new_messages"), ...common }),
]);

const delivery = Compile(T.Object({ events: T.Array(event) }));

/** The mistakes are looked for by an interpreter, once the compiled check has said no. */
export function judge(value: unknown): boolean {
  return delivery.Check(value) || delivery.Errors(value).length === 0;
}
