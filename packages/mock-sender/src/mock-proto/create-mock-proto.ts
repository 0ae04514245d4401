import type { CreateChat, Delivery, HumanProfile, SendMessage } from "@proto-webhooks/types";
import { validateCreateChat } from "@proto-webhooks/validators/strict";
import { getResponse, type HttpHandler } from "msw";
import { deliver } from "../deliver.ts";
import { channel } from "../gen/builders.ts";
import { InvalidValueError } from "../invalid-value-error.ts";
import { nextTurn } from "../real-time.ts";
import { routeTo } from "../target.ts";
import type { Trace } from "../trace/trace.ts";
import { createHandlers } from "./handlers.ts";
import { createLane, type Lane } from "./lane.ts";
import { createMockChat, type MockChat } from "./mock-chat.ts";
import { openOutbox } from "./open-outbox.ts";
import type { MockProtoOptions } from "./options.ts";
import { problem } from "./problem.ts";
import type { Answer, Rule } from "./rules.ts";
import { sayAsHuman } from "./say-as-human.ts";
import { echo, type HumanScript } from "./script.ts";
import type { DeliveryListener, SentDelivery } from "./sent-delivery.ts";
import { type ChatRecord, createState } from "./state.ts";
import { toScript } from "./to-script.ts";
import { createTranscript, type TranscriptEntry } from "./transcript.ts";
import { createWork } from "./work.ts";

/** Proto, played: it answers the Messaging API and sends the deliveries that follow. */
export interface MockProto {
  /** The Messaging API for MSW: `setupServer(...proto.handlers)` in Node, `setupWorker` in a browser. */
  readonly handlers: HttpHandler[];
  /** The same Messaging API in the shape of `fetch`, for code that takes a `fetch`: nothing is intercepted. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  /** What was delivered and answered so far, whatever the status, in the order of the answers. */
  readonly deliveries: readonly SentDelivery[];
  /** All humans that there are, however they were created, with all that was told of them. */
  readonly humans: readonly HumanProfile[];
  /** All chats that there are; also those that a call of the Messaging API created. */
  readonly chats: readonly MockChat[];
  /** Who said what, in all chats, in order, and what became of each delivery. */
  readonly transcript: readonly TranscriptEntry[];
  /** What the `sender` of the options did so far, for `formatTrace` and `replay`. Undefined without one. */
  readonly trace: Trace | undefined;
  /**
   * Opens a chat, as a call of the Messaging API would.
   *
   * @param fields the human, who is created or updated, and your chat token. By default a new human, and no token.
   * @throws {InvalidValueError} when they do not fit the spec.
   * @throws {TypeError} when they name a human that there is not.
   */
  chat(fields?: CreateChat): Promise<MockChat>;
  /**
   * Sets what the bot does when a human says something. Until then it answers each text with "You said: …". What the
   * script returns is delivered with the human's `replyToken`, after their call was answered.
   */
  onHuman(script: HumanScript): void;
  /**
   * Sets what the bot answers, by patterns: the first rule that fits counts.
   *
   * @param otherwise the answer when no rule fits. By default nothing.
   * @throws {TypeError} when a rule has no such pattern.
   *
   * @example
   * proto.onHuman([
   *   ["plan=basic", textMessage({ text: "The basic plan it is." })],
   *   [/open/i, (message, chat) => chat.agent.takesOver().then(() => undefined)],
   * ], textMessage({ text: "Pardon?" }));
   */
  onHuman(rules: readonly Rule[], otherwise?: Answer): void;
  /**
   * Has the bot say again what it said in a recorded chat: a `chat.transcript`, which may have been saved as JSON. In
   * each chat the human must say what was recorded, in that order.
   *
   * @throws {InvalidValueError} when a message of it does not fit the spec.
   * @throws {TypeError} when it is of several chats.
   */
  onHuman(recorded: readonly TranscriptEntry[]): void;
  /**
   * Has a function told of each delivery, when it was answered.
   *
   * @returns ends that.
   */
  onDelivery(listener: DeliveryListener): () => void;
  /**
   * Forgets all: humans, chats, deliveries, what was said, the bot's script and who listens to deliveries, but for the
   * option `onDelivery`. Ids are counted from 1 again. The handlers stay the same. Replies that were not begun are not
   * given any more, and chats that were opened before deliver nothing more.
   */
  reset(): void;
  /**
   * Resolves when all that was said has been answered and delivered.
   *
   * @throws what a reply failed with since the last call: the script's own error, `InvalidValueError` or `DeliverError`.
   */
  idle(): Promise<void>;
}

/**
 * Creates a mock Proto.
 *
 * @throws {TypeError} when a path does not suit its operation.
 * @throws {DeliverError} with `bad_target` when `deliverTo` is no target.
 * @throws {FormatError} when `sender` or `seed` is not what it must be.
 */
export function createMockProto(options: MockProtoOptions = {}): MockProto {
  const state = createState();
  const transcript = createTranscript();
  let work = createWork();
  let deliveries: SentDelivery[] = [];
  let listeners: DeliveryListener[] = [];
  const chats = new Map<ChatRecord, { chat: MockChat; script: Lane }>();
  let script: HumanScript = echo;

  const { deliverTo = () => new Response(), headers = {}, timeoutMs, onDelivery = () => {} } = options;
  // Finds a bad target now, not with the first delivery.
  const route = routeTo(deliverTo);
  /** Notes into the list that there was when something was said, also after a reset. */
  const noteIn = (noted: SentDelivery[]) => (sent: SentDelivery) => {
    noted.push(sent);
    for (const listener of [onDelivery, ...listeners]) listener(sent);
  };
  let outbox = openOutbox(options, route, work, noteIn(deliveries));
  const send = async (delivery: Delivery): Promise<SentDelivery> => {
    const to = { to: route, headers, ...(timeoutMs !== undefined && { timeoutMs }) };
    const note = noteIn(deliveries);
    const sent = { ...(await deliver(delivery, to)), delivery };
    note(sent);
    return sent;
  };
  const open = (record: ChatRecord) => {
    const known = chats.get(record);
    if (known) return known;
    const lane = createLane();
    // A sender orders the deliveries of all chats by its habits.
    const inLane: Lane["run"] = (task) => (outbox ? task() : lane.run(task));
    const chat = createMockChat(record, {
      send: (delivery) =>
        work.follow(
          inLane(async () => {
            if (!chats.has(record))
              throw new TypeError("This chat was forgotten, as proto.reset() was called.");
            return transcript.deliver(record.id, delivery, outbox?.send ?? send);
          }),
          record,
        ),
      async say(message) {
        await sayAsHuman(fetch, options, record, message);
        await work.idle(record);
      },
      transcript: () => (chats.has(record) ? transcript.entries(record.id) : []),
      deliveries: () =>
        chats.has(record)
          ? deliveries.filter(({ delivery }) => delivery.events.some((event) => event.chat.id === record.id))
          : [],
    });
    // A lane of its own: a script may deliver, and wait for it.
    const opened = { chat, script: createLane() };
    chats.set(record, opened);
    return opened;
  };
  const reply = async (record: ChatRecord, chat: MockChat, message: SendMessage) => {
    await nextTurn();
    if (!chats.has(record)) return;
    const said = await script(message, chat);
    const messages = said === undefined ? [] : [said].flat();
    if (messages.length === 0) return;
    await chat.deliver({ type: "new_messages", messages, replyToken: message.replyToken });
  };
  const handlers = createHandlers(options, state, (record, message) => {
    const { chat, script: lane } = open(record);
    transcript.hear(record.id, message);
    work.adopt(
      lane.run(() => reply(record, chat, message)),
      record,
    );
  });
  const fetch: MockProto["fetch"] = async (input, init) =>
    (await getResponse(handlers, new Request(input, init))) ??
    problem(
      404,
      "Mock Proto has no such operation. Compare the method and URL with the options baseUrl and paths.",
    );

  return {
    handlers,
    fetch,
    get deliveries() {
      return deliveries;
    },
    get trace() {
      return outbox?.trace;
    },
    get humans() {
      return state.humans();
    },
    get chats() {
      return state.chats().map((record) => open(record).chat);
    },
    get transcript() {
      return transcript.entries();
    },
    async chat(fields = {}) {
      const result = validateCreateChat(fields);
      if (!result.ok) throw new InvalidValueError("CreateChat", result.issues);
      const record = state.createChat(options.channelId ?? channel().id, fields);
      if (!record) throw new TypeError("proto.chat: there is no human of this id in the channel.");
      return open(record).chat;
    },
    onHuman(given: Parameters<typeof toScript>[0], otherwise?: Answer) {
      script = toScript(given, otherwise);
    },
    onDelivery(listener) {
      listeners.push(listener);
      return () => {
        listeners = listeners.filter((one) => one !== listener);
      };
    },
    reset() {
      state.clear();
      transcript.clear();
      chats.clear();
      [work, deliveries, listeners, script] = [createWork(), [], [], echo];
      outbox = openOutbox(options, route, work, noteIn(deliveries));
    },
    idle: async () => work.idle(),
  };
}
