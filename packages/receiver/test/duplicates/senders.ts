import type { Said } from "./corpus.ts";

/** An event as it is sent. */
export interface SentEvent {
  readonly json: string;
  /** The numbers of its chat and of the messages in it. */
  readonly chat: number;
  readonly messages: readonly number[];
}

/** How a sender sends again what was not answered. */
export interface Sender {
  /** In a few words, for the table. */
  readonly what: string;
  /** It collects for so long what is to be sent again, and sends that as one delivery, in milliseconds. */
  readonly collectsForMs: number;
  /** Writes the second and later sendings of an event. */
  readonly again: (said: Said, hasToken: boolean) => readonly SentEvent[];
}

/** The first sending of an event. */
export function firstTime(said: Said, hasToken: boolean): SentEvent {
  return sent(said, JSON.stringify(eventOf(said, hasToken)));
}

const same = (said: Said, hasToken: boolean): readonly SentEvent[] => [firstTime(said, hasToken)];

type Change = "same" | "regrouped" | "rewritten" | "split" | "renamed";

/** The senders that send again, by what they change as they do. */
export const senders: Readonly<Record<Change, Sender>> = {
  same: { what: "nothing: the same bytes", collectsForMs: 0, again: same },
  regrouped: { what: "the deliveries: many events in one", collectsForMs: 60_000, again: same },
  rewritten: {
    what: "the spelling: order of keys, escapes, spaces",
    collectsForMs: 0,
    again: (said, hasToken) => [sent(said, rewritten(eventOf(said, hasToken)))],
  },
  split: {
    what: "the events: one for each message",
    collectsForMs: 0,
    again: (said, hasToken) =>
      said.messages.flatMap((message, index) =>
        same({ ...said, messages: [message], first: said.first + index }, hasToken),
      ),
  },
  renamed: {
    what: "the human's name, which became known in between",
    collectsForMs: 0,
    again: (said, hasToken) => [sent(said, JSON.stringify(eventOf(said, hasToken, "Ada")))],
  },
};

function sent({ chat, first, messages }: Said, json: string): SentEvent {
  return { json, chat, messages: messages.map((_, index) => first + index) };
}

function eventOf({ chat, turn, messages }: Said, hasToken: boolean, name = "Visitor"): object {
  return {
    type: "new_messages",
    chat: { id: `chat_${chat}`, human: { id: `human_${chat}`, name } },
    channel: { id: "channel_7f3a" },
    messages,
    // All that is said between two messages of the human comes with the token of the first of them.
    ...(hasToken && { replyToken: `reply_${chat}_${turn}` }),
  };
}

/** Says the same in other bytes. */
function rewritten(event: object): string {
  return JSON.stringify(backwards(event), null, 1).replace(/[^ -~]/g, (letter) =>
    letter === "\n" ? letter : `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function backwards(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(backwards);
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, backwards(item)]),
  );
}
