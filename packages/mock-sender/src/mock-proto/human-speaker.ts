import type { Human, SendMessage } from "@proto-webhooks/types";
import type { Click } from "./clickable.ts";
import { findClick } from "./find-click.ts";
import type { TranscriptEntry } from "./transcript.ts";

/** What may be said about a message of the human. */
export interface SayOptions {
  /** A reply token, which Proto hands back with the messages that answer this one. */
  replyToken?: string;
}

/**
 * The human as events show them, who also says things: each is a call of the Messaging API, as the human's app makes it,
 * judged like any other. It resolves when nothing is under way in the chat any more: the bot has answered, and that was
 * delivered.
 *
 * Do not wait for it in what the bot's script or `deliverTo` calls: it would wait for itself.
 *
 * All of them throw what the bot's answer failed with, as `proto.idle()` would.
 */
export interface HumanSpeaker extends Human {
  /** Says a text. */
  says(text: string, options?: SayOptions): Promise<void>;
  /**
   * Sends any message that the Messaging API takes.
   *
   * @throws {InvalidValueError} when the Messaging API refuses it with 400; nothing was said then.
   */
  sends(message: SendMessage): Promise<void>;
  /**
   * Clicks what has this title in the newest message that has it: a quick reply or a text button sends its text, a
   * postback button its data, a URL button and a hyperlink call no API. What a type of button does that Proto's page does
   * not have is not known, and cannot be clicked.
   *
   * Quick replies can be clicked while their message is the last of the chat; buttons and hyperlinks stay.
   *
   * @param options.card the title of the card, when several cards of one message have such a button.
   * @returns what the click did: the message that was sent, or the URL that was opened.
   * @throws {ClickError} with the list of what can be clicked.
   *
   * @example
   * await chat.bot.text("What is it about?", { quickReplies: ["Billing", "Agent"] });
   * await chat.human.clicks("Billing");
   */
  clicks(title: string, options?: SayOptions & { card?: string }): Promise<Click>;
}

/** @param chat sends a message to the chat and waits for the answer; tells what was said in it. */
export function createHumanSpeaker(
  human: Human,
  chat: { say(message: SendMessage): Promise<void>; transcript(): readonly TranscriptEntry[] },
): HumanSpeaker {
  const speaks: Omit<HumanSpeaker, keyof Human> = {
    says: async (text, options) => chat.say({ type: "text", data: { text }, ...tokenOf(options) }),
    sends: async (message) => chat.say(message),
    async clicks(title, options) {
      const click = findClick(chat.transcript(), title, options?.card);
      if (!("sends" in click)) return click;
      const message = { ...click.sends, ...tokenOf(options) };
      await chat.say(message);
      return { sends: message };
    },
  };
  // They are not enumerable: the human of a chat is also that of its events, which have what the spec lists.
  const hidden = Object.entries(speaks).map(([name, value]) => [name, { value }]);
  return Object.defineProperties(human, Object.fromEntries(hidden)) as HumanSpeaker;
}

function tokenOf({ replyToken }: SayOptions = {}): SayOptions {
  return replyToken === undefined ? {} : { replyToken };
}
