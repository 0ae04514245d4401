import type { KnownMessage, SendMessage } from "@proto-webhooks/types";
import { textMessage } from "../gen/builders.ts";
import type { Given } from "../given.ts";
import type { MockChat } from "./mock-chat.ts";

/** What a script says: nothing, one message or several, which are delivered in one event. */
export type Reply = Given<KnownMessage> | readonly Given<KnownMessage>[] | undefined;

/** What the bot does when a human says something. */
export type HumanScript = (message: SendMessage, chat: MockChat) => Reply | Promise<Reply>;

/** The bot's script until another is set: it repeats what the human said, or the data of the button. */
export function echo(message: SendMessage): Given<KnownMessage> {
  return textMessage({ text: `You said: ${wordsOf(message)}` });
}

/** What the human said: the text, or the data of the button. */
export function wordsOf(message: SendMessage): string {
  return message.type === "text" ? message.data.text : message.data.postbackData;
}
