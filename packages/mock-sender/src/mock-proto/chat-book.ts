import type { Delivery, SendMessage } from "@proto-webhooks/types";
import { type DeliverOptions, deliver } from "../deliver.ts";
import { nextTurn } from "../real-time.ts";
import type { DeliveryLog } from "./delivery-log.ts";
import { createLane, type Lane } from "./lane.ts";
import { type ChatLine, createMockChat, type MockChat } from "./mock-chat.ts";
import type { Run } from "./run.ts";
import type { SentDelivery } from "./sent-delivery.ts";
import type { ChatRecord } from "./state.ts";
import type { Transcript } from "./transcript.ts";

/** The chats that were opened, each with its place in line. */
export interface ChatBook {
  /** The chat of a record: the same one each time. */
  open(record: ChatRecord): MockChat;
  /** Takes down what the human said, and has the bot answer it. */
  hear(record: ChatRecord, message: SendMessage): void;
  /** Forgets all chats: they deliver nothing more. */
  clear(): void;
}

/** What chats have in common. */
export interface ChatBookParts {
  readonly deliverOptions: DeliverOptions;
  readonly transcript: Transcript;
  readonly log: DeliveryLog;
  /** The one that there is at this moment. */
  readonly run: () => Run;
  /** Calls the Messaging API in the name of the human. */
  readonly say: (record: ChatRecord, message: SendMessage) => Promise<void>;
}

export function createChatBook(parts: ChatBookParts): ChatBook {
  const { transcript, run } = parts;
  // A script has a lane of its own: it may deliver, and wait for it.
  const chats = new Map<ChatRecord, { chat: MockChat; script: Lane }>();
  const isKnown = (record: ChatRecord) => chats.has(record);

  const open = (record: ChatRecord) => {
    const known = chats.get(record);
    if (known) return known;
    const opened = { chat: createMockChat(record, lineOf(record, isKnown, parts)), script: createLane() };
    chats.set(record, opened);
    return opened;
  };
  const reply = async (record: ChatRecord, chat: MockChat, message: SendMessage) => {
    await nextTurn();
    if (!isKnown(record)) return;
    const said = await run().script(message, chat);
    const messages = said === undefined ? [] : [said].flat();
    if (messages.length === 0) return;
    await chat.deliver({ type: "new_messages", messages, replyToken: message.replyToken });
  };
  return {
    open: (record) => open(record).chat,
    hear(record, message) {
      const { chat, script } = open(record);
      transcript.hear(record.id, message);
      run().work.adopt(
        script.run(() => reply(record, chat, message)),
        record,
      );
    },
    clear: () => chats.clear(),
  };
}

function lineOf(
  record: ChatRecord,
  isKnown: (record: ChatRecord) => boolean,
  { deliverOptions, transcript, log, run, say }: ChatBookParts,
): ChatLine {
  const lane = createLane();
  // A sender orders the deliveries of all chats by its habits.
  const inLane: Lane["run"] = (task) => (run().outbox ? task() : lane.run(task));
  const sendAlone = async (delivery: Delivery): Promise<SentDelivery> => {
    const note = log.noter();
    const sent = { ...(await deliver(delivery, deliverOptions)), delivery };
    note(sent);
    return sent;
  };
  const isOfIt = ({ delivery }: SentDelivery) => delivery.events.some((event) => event.chat.id === record.id);
  return {
    send: (delivery) =>
      run().work.follow(
        inLane(async () => {
          if (!isKnown(record)) {
            throw new TypeError("This chat was forgotten, as proto.reset() was called.");
          }
          return transcript.deliver(record.id, delivery, run().outbox?.send ?? sendAlone);
        }),
        record,
      ),
    async say(message) {
      await say(record, message);
      await run().work.idle(record);
    },
    transcript: () => (isKnown(record) ? transcript.entries(record.id) : []),
    deliveries: () => (isKnown(record) ? log.deliveries.filter(isOfIt) : []),
  };
}
