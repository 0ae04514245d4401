import type { AuthorType, Delivery, KnownMessage, SendMessage, Unrecognized } from "@proto-webhooks/types";
import { DeliverError, type DeliverErrorCode } from "../deliver-error.ts";
import type { SentDelivery } from "./sent-delivery.ts";

/** What became of a delivery: the status of its answer, why there was none, or that it is not there yet. */
export type EntryOutcome = number | DeliverErrorCode | "pending";

/** Something that a human said, by a call of the Messaging API. */
export interface HumanEntry {
  readonly chatId: string;
  readonly by: "human";
  readonly message: SendMessage;
  readonly event?: undefined;
  readonly outcome?: undefined;
}

/** A message that Proto delivered. */
export interface ProtoEntry {
  readonly chatId: string;
  /** Its author's type. */
  readonly by: Exclude<AuthorType, Unrecognized>;
  readonly message: KnownMessage;
  /** The number of its event, from 1: messages that were delivered in one event have the same. */
  readonly event: number;
  readonly outcome: EntryOutcome;
}

/** One thing that was said in a chat. Only what Proto delivered has an `outcome`. All of it is JSON. */
export type TranscriptEntry = HumanEntry | ProtoEntry;

/** Keeps who said what, in order: a human when the call arrived, Proto when its delivery went out. */
export interface Transcript {
  entries(chatId?: string): readonly TranscriptEntry[];
  hear(chatId: string, message: SendMessage): void;
  /** Sends a delivery of a chat, and notes what becomes of it. */
  deliver(
    chatId: string,
    delivery: Delivery,
    send: (delivery: Delivery) => Promise<SentDelivery>,
  ): Promise<SentDelivery>;
  clear(): void;
}

export function createTranscript(): Transcript {
  let entries: TranscriptEntry[] = [];
  let events = 0;
  return {
    entries: (chatId) => entries.filter((entry) => chatId === undefined || entry.chatId === chatId),
    hear(chatId, message) {
      entries.push({ chatId, by: "human", message });
    },
    async deliver(chatId, delivery, send) {
      const said = delivery.events.flatMap((event) => {
        events += 1;
        // It was built by us, so it has nothing that the spec does not list.
        const messages = "messages" in event ? (event.messages as KnownMessage[]) : [];
        return messages.map((message) => ({
          chatId,
          by: message.author.type as ProtoEntry["by"],
          message,
          event: events,
          outcome: "pending" as EntryOutcome,
        }));
      });
      entries.push(...said);
      const end = (outcome: EntryOutcome) => {
        for (const entry of said) entry.outcome = outcome;
      };
      try {
        const sent = await send(delivery);
        end(sent.status);
        return sent;
      } catch (error) {
        end(error instanceof DeliverError ? error.code : "unreachable");
        throw error;
      }
    },
    clear() {
      entries = [];
      events = 0;
    },
  };
}
