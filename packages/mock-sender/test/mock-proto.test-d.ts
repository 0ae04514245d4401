import type { KnownMessage, paths, SendMessage } from "@proto-webhooks/types";
import type { HttpHandler } from "msw";
import { expectTypeOf } from "vitest";
import { operationPaths } from "../src/gen/messaging-api.ts";
import {
  type Click,
  createMockProto,
  deliver,
  newMessagesEvent,
  type Operation,
  type SentDelivery,
  textMessage,
} from "../src/index.ts";

const proto = createMockProto({ deliverTo: async (request) => new Response(request.url) });
expectTypeOf(proto.handlers).toEqualTypeOf<HttpHandler[]>();
expectTypeOf(proto.deliveries).toEqualTypeOf<readonly SentDelivery[]>();
expectTypeOf(operationPaths[{} as Operation]).toEqualTypeOf<keyof paths>();

// What a script may return.
proto.onHuman(() => {});
proto.onHuman(async () => {});
proto.onHuman(() => undefined);
proto.onHuman((message) => {
  expectTypeOf(message).toEqualTypeOf<SendMessage>();
  return message.type === "button" ? [textMessage(), { type: "media" }] : { type: "hyperlink" };
});
proto.onHuman(async (_, chat) => {
  await chat.agent.takesOver();
  return textMessage();
});

// Rules, with an answer otherwise; or a transcript.
proto.onHuman([
  ["Billing", textMessage()],
  [/open/, [textMessage(), { type: "media" }]],
  [({ type }) => type === "button", (message) => (message.type === "button" ? textMessage() : undefined)],
  [
    "agent",
    async (_, chat) => {
      await chat.agent.takesOver();
    },
  ],
]);
proto.onHuman([["nothing", undefined]], () => textMessage());
proto.onHuman(proto.transcript);
proto.onHuman(proto.chats[0]?.transcript ?? []);

// An entry with an outcome is what Proto delivered; one without, what a human said.
for (const entry of proto.transcript) {
  if (entry.outcome === undefined) expectTypeOf(entry.message).toEqualTypeOf<SendMessage>();
  else expectTypeOf(entry.message).toEqualTypeOf<KnownMessage>();
}

const chat = await proto.chat({ human: { name: "Ada" }, chatToken: null });
expectTypeOf(
  await chat.bot.text("Hi", { quickReplies: ["A", { title: "B" }] }),
).toEqualTypeOf<SentDelivery>();

expectTypeOf(await chat.human.says("Hi", { replyToken: "r" })).toEqualTypeOf<void>();
expectTypeOf(await chat.human.clicks("A", { card: "B" })).toEqualTypeOf<Click>();
newMessagesEvent({ chat: { human: chat.human } });
expectTypeOf(proto.onDelivery(({ status }) => expectTypeOf(status).toBeNumber())).toEqualTypeOf<() => void>();

// @ts-expect-error a human sends no media
chat.human.sends({ type: "media", data: { text: "Hi" } });
// @ts-expect-error no type of a file
chat.bot.media("picture", "https://www.example.com/a.png");
// @ts-expect-error no pattern
proto.onHuman([[1, textMessage()]]);
// @ts-expect-error a text is a message here too
proto.onHuman([["a", "b"]]);
// @ts-expect-error a misspelt option
createMockProto({ deliverto: "http://127.0.0.1:3000" });
// @ts-expect-error no operation
createMockProto({ paths: { sendMesage: "/" } });
// @ts-expect-error a text is a message: textMessage({ text })
proto.onHuman(() => "Hi");
// @ts-expect-error only an agent takes over
chat.bot.takesOver();
// @ts-expect-error no property of a human
proto.chat({ human: { nam: "Ada" } });
// @ts-expect-error no delivery
deliver({ event: [] }, { to: "http://127.0.0.1:3000" });
// @ts-expect-error the function answers no Response
deliver("{}", { to: () => 200 });
