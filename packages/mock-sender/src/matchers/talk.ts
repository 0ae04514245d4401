import type { Event, KnownMessage, SendMessage } from "@proto-webhooks/types";
import type { MockProto } from "../mock-proto/create-mock-proto.ts";
import type { MockChat } from "../mock-proto/mock-chat.ts";
import type { HumanEntry, ProtoEntry } from "../mock-proto/transcript.ts";

/** What matchers look into: all of a mock Proto, or one of its chats. */
export type Talk = Pick<MockProto, "transcript" | "deliveries"> | MockChat;

/** @throws {TypeError} when it is neither, whether the matcher is negated or not. */
export function talkOf(matcher: string, received: unknown): Talk {
  const { transcript, deliveries } = (received ?? {}) as Partial<Talk>;
  if (Array.isArray(transcript) && Array.isArray(deliveries)) return received as Talk;
  throw new TypeError(`${matcher}: what is expected to is neither a mock Proto nor a chat of one.`);
}

/** The events that were delivered and answered, in the order of the answers. */
export function eventsOf(talk: Talk): Event[] {
  const events = talk.deliveries.flatMap(({ delivery }) => delivery.events);
  return "id" in talk ? events.filter(({ chat }) => chat.id === talk.id) : events;
}

/** What humans said. */
export function heardIn(talk: Talk): SendMessage[] {
  return talk.transcript.filter(isHeard).map(({ message }) => message);
}

/**
 * What Proto delivered, and was answered, after the human's last word; undefined when no human has said a word. Of a
 * mock Proto with several chats, that is the chat in which a human spoke last.
 */
export function repliesIn({ transcript }: Talk): KnownMessage[] | undefined {
  const last = transcript.findLastIndex(isHeard);
  if (last < 0) return undefined;
  return transcript
    .slice(last)
    .filter(isAnswered)
    .filter(({ chatId }) => chatId === transcript[last]?.chatId)
    .map(({ message }) => message);
}

function isHeard(entry: HumanEntry | ProtoEntry): entry is HumanEntry {
  return entry.outcome === undefined;
}

function isAnswered(entry: HumanEntry | ProtoEntry): entry is ProtoEntry {
  return typeof entry.outcome === "number";
}
