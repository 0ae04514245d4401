import * as v from "valibot";
import { listedButtons, listedEvents, listedMessages } from "../listed.ts";

const string = v.string();
const optional = v.nullish(string);
const named = v.looseObject({ id: string, name: string });
const common = {
  chat: v.looseObject({ id: string, human: named }),
  channel: v.looseObject({ id: string }),
  chatToken: optional,
};
const author = v.looseObject({ type: string, id: string, name: string });
const unlisted = (listed: ReadonlySet<unknown>) =>
  v.pipe(
    string,
    v.check((type) => !listed.has(type)),
  );

const button = v.variant("type", [
  v.looseObject({ type: v.literal("text"), title: string, text: optional }),
  v.looseObject({ type: v.literal("postback"), title: string, postbackData: optional }),
  v.looseObject({ type: v.literal("url"), title: string, url: optional, isWebview: v.nullish(v.boolean()) }),
  v.looseObject({ type: unlisted(listedButtons), title: string }),
]);

const card = v.looseObject({
  title: string,
  text: string,
  imageUrl: string,
  buttons: v.pipe(v.array(button), v.maxLength(3)),
});

const message = v.variant("type", [
  v.looseObject({
    type: v.literal("text"),
    author,
    data: v.looseObject({
      text: string,
      quickReplies: v.nullish(v.array(v.looseObject({ title: string, text: string }))),
    }),
  }),
  v.looseObject({
    type: v.literal("media"),
    author,
    data: v.looseObject({
      type: v.picklist(["image", "video", "audio", "file"]),
      url: string,
      filename: string,
    }),
  }),
  v.looseObject({
    type: v.literal("carousel"),
    author,
    data: v.looseObject({ cards: v.pipe(v.array(card), v.maxLength(10)) }),
  }),
  v.looseObject({
    type: v.literal("hyperlink"),
    author,
    data: v.looseObject({ label: string, url: string }),
  }),
  v.looseObject({
    type: v.literal("thirdparty_agent_takeover"),
    author,
    // Its own objects let an array pass.
    data: v.nullish(v.custom<object>((data) => typeof data === "object" && !Array.isArray(data))),
  }),
  v.looseObject({ type: unlisted(listedMessages), author }),
]);

const event = v.variant("type", [
  v.looseObject({
    type: v.literal("new_messages"),
    ...common,
    messages: v.array(message),
    replyToken: optional,
  }),
  v.looseObject({ type: unlisted(listedEvents), ...common }),
]);

const delivery = v.looseObject({ events: v.array(event) });

export function judge(value: unknown): boolean {
  return v.safeParse(delivery, value).success;
}
