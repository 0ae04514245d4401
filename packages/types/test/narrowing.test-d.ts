// Open unions narrow, and admit what the spec does not list.
import { expectTypeOf } from "vitest";
import type {
  AuthorType,
  Button,
  Card,
  CarouselMessage,
  Event,
  HyperlinkMessage,
  KnownButton,
  KnownEvent,
  KnownMessage,
  MediaMessage,
  MediaType,
  Message,
  MessageOf,
  NewMessagesEvent,
  PostbackButton,
  TextButton,
  TextMessage,
  ThirdpartyAgentTakeoverMessage,
  UnrecognizedButton,
  UnrecognizedEvent,
  UnrecognizedMessage,
  UrlButton,
} from "../src/index.ts";

// What Proto adds later is none of these, and the tests below stay true: nothing, today.
type AddedMessage = Exclude<
  KnownMessage,
  TextMessage | MediaMessage | CarouselMessage | HyperlinkMessage | ThirdpartyAgentTakeoverMessage
>;
type AddedEvent = Exclude<KnownEvent, NewMessagesEvent>;
type AddedButton = Exclude<KnownButton, TextButton | PostbackButton | UrlButton>;

export function switchOverMessages(message: Message): void {
  switch (message.type) {
    case "text":
      expectTypeOf(message).toEqualTypeOf<TextMessage>();
      expectTypeOf(message.data.text).toEqualTypeOf<string>();
      break;
    case "media":
      expectTypeOf(message).toEqualTypeOf<MediaMessage>();
      expectTypeOf(message.data.type).toEqualTypeOf<MediaType>();
      break;
    case "carousel":
      expectTypeOf(message).toEqualTypeOf<CarouselMessage>();
      expectTypeOf(message.data.cards).toEqualTypeOf<Card[]>();
      break;
    case "hyperlink":
      expectTypeOf(message).toEqualTypeOf<HyperlinkMessage>();
      break;
    case "thirdparty_agent_takeover":
      expectTypeOf(message).toEqualTypeOf<ThirdpartyAgentTakeoverMessage>();
      break;
    default:
      // All that is listed is handled above: what is left is the unrecognized member, and its type is a string.
      expectTypeOf(message).toEqualTypeOf<UnrecognizedMessage | AddedMessage>();
      expectTypeOf(message.type).toExtend<string>();
      expectTypeOf(message.data).toEqualTypeOf<(UnrecognizedMessage | AddedMessage)["data"]>();
  }
}

export function exhaustive(message: KnownMessage): string {
  switch (message.type) {
    case "text":
    case "media":
    case "carousel":
    case "hyperlink":
    case "thirdparty_agent_takeover":
      return message.author.name;
    default: {
      const forgotten: AddedMessage = message;
      return String(forgotten);
    }
  }
}

export function forgetful(message: KnownMessage): string {
  switch (message.type) {
    case "text":
    case "media":
    case "carousel":
    case "hyperlink":
      return message.author.name;
    default: {
      // @ts-expect-error a takeover is left
      const forgotten: AddedMessage = message;
      return String(forgotten);
    }
  }
}

export function ifOverEvents(event: Event): void {
  if (event.type === "new_messages") {
    expectTypeOf(event).toEqualTypeOf<NewMessagesEvent>();
    expectTypeOf(event.replyToken).toEqualTypeOf<string | null | undefined>();
  } else {
    expectTypeOf(event).toEqualTypeOf<UnrecognizedEvent | AddedEvent>();
  }
  // Common properties need no narrowing.
  expectTypeOf(event.chat.id).toEqualTypeOf<string>();
}

export function filterOfAnArray(messages: Message[], buttons: Button[]): void {
  expectTypeOf(messages.filter((message) => message.type === "text")).toEqualTypeOf<TextMessage[]>();
  expectTypeOf(messages.find((message) => message.type === "media")).toEqualTypeOf<
    MediaMessage | undefined
  >();
  expectTypeOf(buttons.filter((button) => button.type === "url")).toEqualTypeOf<UrlButton[]>();
}

export function switchOverButtons(button: Button): void {
  switch (button.type) {
    case "text":
      expectTypeOf(button).toEqualTypeOf<TextButton>();
      break;
    case "postback":
      expectTypeOf(button).toEqualTypeOf<PostbackButton>();
      break;
    case "url":
      expectTypeOf(button).toEqualTypeOf<UrlButton>();
      break;
    default:
      expectTypeOf(button).toEqualTypeOf<UnrecognizedButton | AddedButton>();
  }
}

export function switchOverAuthorTypes(type: AuthorType): string {
  switch (type) {
    case "human":
    case "bot":
    case "agent":
      expectTypeOf(type).toEqualTypeOf<"human" | "bot" | "agent">();
      return type;
    default:
      expectTypeOf(type).toExtend<string>();
      expectTypeOf(type).not.toEqualTypeOf<never>();
      return type;
  }
}

// A misspelt type is an error where it is compared.
export function misspelt(message: Message): boolean {
  // @ts-expect-error no message has this type
  return message.type === "carrousel";
}

expectTypeOf<MessageOf<"hyperlink">>().toEqualTypeOf<HyperlinkMessage>();
expectTypeOf<TextButton["text"]>().toEqualTypeOf<string | null | undefined>();
// @ts-expect-error only a URL button has it
export type NoUrl = TextButton["url"];
