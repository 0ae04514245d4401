import type { Author, Delivery, Human, KnownEvent, KnownMessage, QuickReply } from "@proto-webhooks/types";
import * as build from "../gen/builders.ts";
import type { Given } from "../given.ts";
import type { SentDelivery } from "./sent-delivery.ts";
import type { ChatRecord } from "./state.ts";

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
}

/** An agent, who can take a chat over. */
export interface AgentSpeaker extends Speaker {
  /** Delivers the message that says so. */
  takesOver(): Promise<SentDelivery>;
}

/** A chat from Proto's side. Its deliveries are sent one at a time, in the order of the calls. */
export interface MockChat {
  readonly id: string;
  /** The human as events show them. One who was given no name has that of the spec's example. */
  readonly human: Human;
  readonly chatToken: string | null | undefined;
  readonly bot: Speaker;
  readonly agent: AgentSpeaker;
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

/** @param send sends a delivery when it is its turn in the chat. */
export function createMockChat(
  record: ChatRecord,
  send: (delivery: Delivery) => Promise<SentDelivery>,
): MockChat {
  const human = () => {
    const { id, name } = record.human;
    return build.human({ id, name: name ?? undefined });
  };
  const chat: MockChat = {
    id: record.id,
    get human() {
      return human();
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
    async deliver(event) {
      const own = { chat: { id: record.id, human: human() }, channel: { id: record.channelId } };
      return send(build.delivery([{ ...event, ...own, chatToken: record.chatToken }]));
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
  };
}
