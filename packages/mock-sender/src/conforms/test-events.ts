import type { KnownEvent, MessageType } from "@proto-webhooks/types";
import { messageTypes } from "@proto-webhooks/validators";
import { newMessagesEvent } from "../gen/builders.ts";
import { drawsOf } from "../schedule/draws.ts";

/**
 * Events of a few chats, some of them with several messages, that can be told apart whatever happens to them.
 *
 * @param tag tells those of one run from those of others; letters and digits.
 */
export function testEvents(seed: number, tag: string, count: number, chats = 3): KnownEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const draws = drawsOf(seed, "test event", index + 1);
    const types = Array.from({ length: draws.int(1, 2) }, () => draws.pick(messageTypes));
    return testEvent(tag, index + 1, draws.int(1, chats), types);
  });
}

/** One of them. What is required names it: an event may come without what is optional. */
export function testEvent(
  tag: string,
  number: number,
  chat: number,
  types: readonly MessageType[],
): KnownEvent {
  return newMessagesEvent({
    chat: { id: `chat_${tag}_${chat}`, human: { id: `human_${tag}_${chat}`, name: `Ada ${number}` } },
    messages: types.map((type) => ({ type })),
    replyToken: `reply_${number}`,
  });
}

/** Which event of the run with this tag it is; undefined when it is none, such as one of an unlisted type. */
export function numberOf(event: unknown, tag: string): number | undefined {
  const { type, chat } = (event ?? {}) as {
    type?: unknown;
    chat?: { id?: unknown; human?: { name?: unknown } };
  };
  if (type !== "new_messages" || !String(chat?.id).startsWith(`chat_${tag}_`)) return undefined;
  const [, number] = /^Ada (\d+)$/.exec(String(chat?.human?.name)) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** The same events, for another run. */
export function retagged(events: readonly unknown[], from: string, to: string): KnownEvent[] {
  return JSON.parse(JSON.stringify(events).replaceAll(`_${from}_`, `_${to}_`)) as KnownEvent[];
}
