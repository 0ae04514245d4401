import type { CreateChat, Delivery, SendMessage } from "@proto-webhooks/types";
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
import { echo, type HumanScript } from "./script.ts";
import type { SentDelivery } from "./sent-delivery.ts";
import { type ChatRecord, createState } from "./state.ts";
import { createWork } from "./work.ts";

/** Proto, played: it answers the Messaging API and sends the deliveries that follow. */
export interface MockProto {
  /** The Messaging API for MSW: `setupServer(...proto.handlers)` in Node, `setupWorker` in a browser. */
  readonly handlers: HttpHandler[];
  /** The same Messaging API in the shape of `fetch`, for code that takes a `fetch`: nothing is intercepted. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  /** What was delivered and answered so far, whatever the status, in the order of the answers. */
  readonly deliveries: readonly SentDelivery[];
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
  const work = createWork();
  const deliveries: SentDelivery[] = [];
  const chats = new Map<ChatRecord, { chat: MockChat; script: Lane }>();
  let script: HumanScript = echo;

  const { deliverTo = () => new Response(), headers = {}, timeoutMs } = options;
  // Finds a bad target now, not with the first delivery.
  const outbox = openOutbox(options, routeTo(deliverTo), work, (sent) => deliveries.push(sent));
  const send = async (delivery: Delivery): Promise<SentDelivery> => {
    const to = { to: deliverTo, headers, ...(timeoutMs !== undefined && { timeoutMs }) };
    const sent = { ...(await deliver(delivery, to)), delivery };
    deliveries.push(sent);
    return sent;
  };
  const open = (record: ChatRecord) => {
    const known = chats.get(record);
    if (known) return known;
    const lane = createLane();
    const chat = createMockChat(record, (delivery) =>
      work.follow(outbox ? outbox.send(delivery) : lane.run(() => send(delivery))),
    );
    // A lane of its own: a script may deliver, and wait for it.
    const opened = { chat, script: createLane() };
    chats.set(record, opened);
    return opened;
  };
  const reply = async (chat: MockChat, message: SendMessage) => {
    await nextTurn();
    const said = await script(message, chat);
    const messages = said === undefined ? [] : [said].flat();
    if (messages.length === 0) return;
    await chat.deliver({ type: "new_messages", messages, replyToken: message.replyToken });
  };
  const handlers = createHandlers(options, state, (record, message) => {
    const { chat, script: lane } = open(record);
    work.adopt(lane.run(() => reply(chat, message)));
  });

  return {
    handlers,
    deliveries,
    get trace() {
      return outbox?.trace;
    },
    fetch: async (input, init) =>
      (await getResponse(handlers, new Request(input, init))) ??
      problem(
        404,
        "Mock Proto has no such operation. Compare the method and URL with the options baseUrl and paths.",
      ),
    async chat(fields = {}) {
      const result = validateCreateChat(fields);
      if (!result.ok) throw new InvalidValueError("CreateChat", result.issues);
      const record = state.createChat(options.channelId ?? channel().id, fields);
      if (!record) throw new TypeError("proto.chat: there is no human of this id in the channel.");
      return open(record).chat;
    },
    onHuman(next) {
      script = next;
    },
    idle: work.idle,
  };
}
