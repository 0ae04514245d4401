import type { KnownMessage, SendMessage } from "@proto-webhooks/types";
import { validateMessage, validateSendMessage } from "@proto-webhooks/validators/strict";
import { InvalidValueError } from "../invalid-value-error.ts";
import type { MockChat } from "./mock-chat.ts";
import { type HumanScript, wordsOf } from "./script.ts";
import type { TranscriptEntry } from "./transcript.ts";

/** Something that the human said, and what Proto said until the human spoke again: one list of messages an event. */
interface Turn {
  /** Its index in the transcript. */
  at: number;
  said: SendMessage;
  events: KnownMessage[][];
}

/**
 * The script that says again what Proto said in a recorded chat, by the same authors and in events of the same messages.
 * Each chat begins at the beginning. What Proto said before the human's first word is not said again.
 *
 * The human must say what was recorded, in that order; reply tokens may differ. The script throws when it does not, or
 * goes on beyond the end.
 *
 * @throws {InvalidValueError} when a message does not fit the spec.
 * @throws {TypeError} when it is a transcript of several chats.
 */
export function scriptOfTranscript(recorded: readonly TranscriptEntry[]): HumanScript {
  const turns = turnsOf(recorded);
  const next = new WeakMap<MockChat, number>();
  return async (message, chat) => {
    const index = next.get(chat) ?? 0;
    const turn = turns[index];
    if (!turn)
      throw new Error(
        `The recorded transcript ends after ${turns.length} messages of the human; this is one more.`,
      );
    if (turn.said.type !== message.type || wordsOf(turn.said) !== wordsOf(message)) {
      throw new Error(
        `Message ${index + 1} of the human is not what was recorded: compare it with entry ${turn.at} of the transcript.`,
      );
    }
    next.set(chat, index + 1);
    for (const messages of turn.events)
      await chat.deliver({ type: "new_messages", messages, replyToken: message.replyToken });
  };
}

function turnsOf(recorded: readonly TranscriptEntry[]): Turn[] {
  const turns: Turn[] = [];
  let lastEvent: number | undefined;
  for (const [at, entry] of recorded.entries()) {
    check(entry, at, recorded[0]?.chatId);
    if (entry.outcome === undefined) turns.push({ at, said: entry.message, events: [] });
    else {
      const events = turns.at(-1)?.events;
      if (entry.event !== lastEvent) events?.push([]);
      events?.at(-1)?.push(entry.message);
    }
    lastEvent = entry.event;
  }
  return turns;
}

/** It may come from a file. */
function check({ chatId, message, outcome }: TranscriptEntry, at: number, first: string | undefined): void {
  if (chatId !== first) {
    throw new TypeError(
      "proto.onHuman: this is the transcript of several chats. Give that of one: chat.transcript.",
    );
  }
  const result = outcome === undefined ? validateSendMessage(message) : validateMessage(message);
  if (!result.ok) throw new InvalidValueError(`The message of entry ${at} of the transcript`, result.issues);
}
