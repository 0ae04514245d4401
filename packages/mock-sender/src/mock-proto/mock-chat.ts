import type {
  Author,
  Delivery,
  KnownEvent,
  KnownMessage,
  MediaType,
  QuickReply,
  SendMessage,
} from "@proto-webhooks/types";
import * as build from "../gen/builders.ts";
import type { Given } from "../given.ts";
import { createHumanSpeaker, type HumanSpeaker } from "./human-speaker.ts";
import type { SentDelivery } from "./sent-delivery.ts";
import type { ChatRecord } from "./state.ts";
import type { TranscriptEntry } from "./transcript.ts";

/** Someone of Proto's side who writes in a chat. */
export interface Speaker {
  readonly author: Author;
  /**
   * Delivers messages in one event. Whatever they say, their author is this one.
   *
   * @example
   * await chat.bot.send(carouselMessage({ cards: [{ title: "Basic plan" }] }));
   */
  send(...messages: Given<KnownMessage>[]): Promise<SentDelivery>;
  /** Delivers a text. A quick reply that is given as a string has it as its title and its text. */
  text(text: string, options?: { quickReplies?: (string | Given<QuickReply>)[] }): Promise<SentDelivery>;
  /** Delivers a file. By default its name is the last part of the URL's path. */
  media(type: MediaType, url: string, options?: { filename?: string }): Promise<SentDelivery>;
}

/** An agent, who can take a chat over. */
export interface AgentSpeaker extends Speaker {
  /** Delivers the message that says so. */
  takesOver(): Promise<SentDelivery>;
}

/** A chat, with all who talk in it. Its deliveries are sent one at a time, in the order of the calls. */
export interface MockChat {
  readonly id: string;
  readonly channelId: string;
  /** The human as events show them, who can speak too. One who was given no name has that of the spec's example. */
  readonly human: HumanSpeaker;
  readonly chatToken: string | null | undefined;
  readonly bot: Speaker;
  readonly agent: AgentSpeaker;
  /** Who said what in this chat so far, in order, and what became of each delivery. */
  readonly transcript: readonly TranscriptEntry[];
  /** The deliveries with an event of this chat that were answered so far, in the order of the answers. */
  readonly deliveries: readonly SentDelivery[];
  /**
   * Delivers any event of this chat. Whatever it says, its chat, channel and chat token are those of this chat.
   *
   * Like all that delivers, it resolves with the answer, whatever its status.
   *
   * @throws {InvalidValueError} when the event does not fit the spec; nothing was sent then.
   * @throws {DeliverError} when there was no answer.
   */
  deliver(event: Given<KnownEvent>): Promise<SentDelivery>;
}

/** What a chat does through its mock Proto. */
export interface ChatLine {
  /** Sends a delivery when it is its turn in the chat. */
  send(delivery: Delivery): Promise<SentDelivery>;
  /** Says something as the human, and waits for the answer. */
  say(message: SendMessage): Promise<void>;
  transcript(): readonly TranscriptEntry[];
  deliveries(): readonly SentDelivery[];
}

export function createMockChat(record: ChatRecord, line: ChatLine): MockChat {
  const human = () => {
    const { id, name } = record.human;
    return build.human({ id, name: name ?? undefined });
  };
  const chat: MockChat = {
    id: record.id,
    channelId: record.channelId,
    get human() {
      return createHumanSpeaker(human(), line);
    },
    chatToken: record.chatToken,
    get bot() {
      return speaker(chat, build.author());
    },
    get agent() {
      const author = build.author({ type: "agent", id: "agent_1", name: "Agent" });
      const takesOver = () => chat.agent.send(build.thirdpartyAgentTakeoverMessage());
      return { ...speaker(chat, author), takesOver };
    },
    get transcript() {
      return line.transcript();
    },
    get deliveries() {
      return line.deliveries();
    },
    async deliver(event) {
      const own = { chat: { id: record.id, human: human() }, channel: { id: record.channelId } };
      return line.send(build.delivery([{ ...event, ...own, chatToken: record.chatToken }]));
    },
  };
  return chat;
}

function speaker(chat: MockChat, author: Author): Speaker {
  const send: Speaker["send"] = (...messages) =>
    chat.deliver({
      type: "new_messages",
      messages: messages.map((message) => ({ ...message, author })),
    });
  return {
    author,
    send,
    text: async (text, { quickReplies } = {}) =>
      send(
        build.textMessage({
          text,
          quickReplies: quickReplies?.map((reply) =>
            typeof reply === "string" ? { title: reply, text: reply } : reply,
          ),
        }),
      ),
    media: async (
      type,
      url,
      {
        filename = url
          .replace(/[?#].*$/s, "")
          .split("/")
          .at(-1),
      } = {},
    ) => send(build.mediaMessage({ type, url, filename })),
  };
}
