import type { Delivery, KnownMessage, Message, MessageType, TextMessage } from "@proto-webhooks/types";
import { expectTypeOf } from "vitest";
import {
  author,
  card,
  carouselMessage,
  delivery,
  mediaMessage,
  newMessagesEvent,
  quickReply,
  textButton,
  textMessage,
  urlButton,
} from "../src/index.ts";

expectTypeOf(textMessage({ text: "Hi" })).toEqualTypeOf<TextMessage>();
expectTypeOf(delivery([newMessagesEvent()])).toEqualTypeOf<Delivery>();

// What is taken: any part, whole values, those that other builders gave, and undefined for "not given".
textMessage({ text: "Hi", quickReplies: [quickReply(), { title: "A" }] }, { author: author() });
textMessage({ quickReplies: undefined }, { author: { type: "agent" } });
textMessage({ quickReplies: null });
mediaMessage({ type: "video" });
card({ buttons: [textButton(), { type: "url", isWebview: true }] });
newMessagesEvent({ messages: [textMessage(), { type: "media", data: { type: "audio" } }], replyToken: null });
newMessagesEvent({ messages: [] as Message[] });
newMessagesEvent({ messages: [] as readonly KnownMessage[] });
for (const type of [] as MessageType[]) newMessagesEvent({ messages: [{ type }] });
delivery([{ type: "new_messages", chat: { human: { name: "Ada" } } }]);

// @ts-expect-error a misspelt property
textMessage({ txet: "Hi" });
// @ts-expect-error another type
textMessage({ text: 1 });
// @ts-expect-error null where nothing is optional
textMessage({ text: null });
// @ts-expect-error the type is the builder's
textButton({ type: "url" });
// @ts-expect-error a property of another button
textButton({ url: "https://example.com" });
// @ts-expect-error the second argument has no data
textMessage({ text: "Hi" }, { data: { text: "Hi" } });
// @ts-expect-error a type that the spec does not list
mediaMessage({ type: "hologram" });
// @ts-expect-error an author that the spec does not list
author({ type: "boss" });
// @ts-expect-error a message without its type
newMessagesEvent({ messages: [{ data: { text: "Hi" } }] });
// @ts-expect-error a message that the spec does not list
newMessagesEvent({ messages: [{ type: "some_future_message" }] });
// @ts-expect-error the data of another message
newMessagesEvent({ messages: [{ type: "text", data: { cards: [] } }] });
// @ts-expect-error a misspelt property, three levels deep
carouselMessage({ cards: [{ buttons: [{ type: "text", titel: "A" }] }] });
// @ts-expect-error a property of another button
card({ buttons: [{ type: "text", postbackData: "a" }] });
// @ts-expect-error the events themselves, not the whole
delivery({ events: [] });
// @ts-expect-error not a boolean
urlButton({ isWebview: "yes" });
