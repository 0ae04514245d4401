import * as z from "zod";
import { listedButtons, listedEvents, listedMessages } from "../listed.ts";

const string = z.string();
const optional = string.nullish();
const named = z.looseObject({ id: string, name: string });
const common = {
  chat: z.looseObject({ id: string, human: named }),
  channel: z.looseObject({ id: string }),
  chatToken: optional,
};
const author = z.looseObject({ type: string, id: string, name: string });
const unlisted = (listed: ReadonlySet<unknown>) => string.refine((type) => !listed.has(type));

const button = z.union([
  z.discriminatedUnion("type", [
    z.looseObject({ type: z.literal("text"), title: string, text: optional }),
    z.looseObject({ type: z.literal("postback"), title: string, postbackData: optional }),
    z.looseObject({ type: z.literal("url"), title: string, url: optional, isWebview: z.boolean().nullish() }),
  ]),
  z.looseObject({ type: unlisted(listedButtons), title: string }),
]);

const card = z.looseObject({
  title: string,
  text: string,
  imageUrl: string,
  buttons: z.array(button).max(3),
});

const message = z.union([
  z.discriminatedUnion("type", [
    z.looseObject({
      type: z.literal("text"),
      author,
      data: z.looseObject({
        text: string,
        quickReplies: z.array(z.looseObject({ title: string, text: string })).nullish(),
      }),
    }),
    z.looseObject({
      type: z.literal("media"),
      author,
      data: z.looseObject({
        type: z.enum(["image", "video", "audio", "file"]),
        url: string,
        filename: string,
      }),
    }),
    z.looseObject({
      type: z.literal("carousel"),
      author,
      data: z.looseObject({ cards: z.array(card).max(10) }),
    }),
    z.looseObject({
      type: z.literal("hyperlink"),
      author,
      data: z.looseObject({ label: string, url: string }),
    }),
    z.looseObject({
      type: z.literal("thirdparty_agent_takeover"),
      author,
      data: z.looseObject({}).nullish(),
    }),
  ]),
  z.looseObject({ type: unlisted(listedMessages), author }),
]);

const event = z.union([
  z.discriminatedUnion("type", [
    z.looseObject({
      type: z.literal("new_messages"),
      ...common,
      messages: z.array(message),
      replyToken: optional,
    }),
  ]),
  z.looseObject({ type: unlisted(listedEvents), ...common }),
]);

const delivery = z.looseObject({ events: z.array(event) });

export function judge(value: unknown): boolean {
  return delivery.safeParse(value).success;
}
