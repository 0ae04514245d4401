import type { paths, SendMessage } from "@proto-webhooks/types";
import type { HttpHandler } from "msw";
import { expectTypeOf } from "vitest";
import { operationPaths } from "../src/gen/messaging-api.ts";
import { createMockProto, deliver, type Operation, type SentDelivery, textMessage } from "../src/index.ts";

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

const chat = await proto.chat({ human: { name: "Ada" }, chatToken: null });
expectTypeOf(
  await chat.bot.text("Hi", { quickReplies: ["A", { title: "B" }] }),
).toEqualTypeOf<SentDelivery>();

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
