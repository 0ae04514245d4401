import type { CreateChat, HumanProfile } from "@proto-webhooks/types";
import { validateCreateChat } from "@proto-webhooks/validators/strict";
import { getResponse, type HttpHandler } from "msw";
import { channel } from "../gen/builders.ts";
import { InvalidValueError } from "../invalid-value-error.ts";
import { routeTo } from "../target.ts";
import type { Trace } from "../trace/trace.ts";
import { createChatBook } from "./chat-book.ts";
import { createDeliveryLog } from "./delivery-log.ts";
import { createHandlers } from "./handlers.ts";
import type { MockChat } from "./mock-chat.ts";
import type { MockProtoOptions } from "./options.ts";
import { problem } from "./problem.ts";
import type { Answer, Rule } from "./rules.ts";
import { createRun } from "./run.ts";
import { sayAsHuman } from "./say-as-human.ts";
import type { HumanScript } from "./script.ts";
import type { DeliveryListener, SentDelivery } from "./sent-delivery.ts";
import { type ChatRecord, createState, type State } from "./state.ts";
import { toScript } from "./to-script.ts";
import { createTranscript, type TranscriptEntry } from "./transcript.ts";

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
  const { deliverTo = () => new Response(), headers = {}, timeoutMs, onDelivery } = options;
  // Finds a bad target now, not with the first delivery.
  const route = routeTo(deliverTo);
  const state = createState();
  const transcript = createTranscript();
  const log = createDeliveryLog(onDelivery);
  let run = createRun(options, route, log.noter());
  const chats = createChatBook({
    deliverOptions: { to: route, headers, ...(timeoutMs !== undefined && { timeoutMs }) },
    transcript,
    log,
    run: () => run,
    say: (record, message) => sayAsHuman(fetch, options, record, message),
  });
  const handlers = createHandlers(options, state, chats.hear);
  const fetch = fetchOf(handlers);

  return {
    handlers,
    fetch,
    get deliveries() {
      return log.deliveries;
    },
    get trace() {
      return run.outbox?.trace;
    },
    get humans() {
      return state.humans();
    },
    get chats() {
      return state.chats().map(chats.open);
    },
    get transcript() {
      return transcript.entries();
    },
    chat: async (fields = {}) => chats.open(createChat(options, state, fields)),
    onHuman(given: Parameters<typeof toScript>[0], otherwise?: Answer) {
      run.script = toScript(given, otherwise);
    },
    onDelivery: log.listen,
    reset() {
      for (const one of [state, transcript, chats, log]) one.clear();
      run = createRun(options, route, log.noter());
    },
    idle: async () => run.work.idle(),
  };
}

/** Calls the Messaging API without a network. */
function fetchOf(handlers: HttpHandler[]): MockProto["fetch"] {
  return async (input, init) =>
    (await getResponse(handlers, new Request(input, init))) ??
    problem(
      404,
      "Mock Proto has no such operation. Compare the method and URL with the options baseUrl and paths.",
    );
}

/** @throws what `proto.chat` throws. */
function createChat({ channelId }: MockProtoOptions, state: State, fields: CreateChat): ChatRecord {
  const result = validateCreateChat(fields);
  if (!result.ok) throw new InvalidValueError("CreateChat", result.issues);
  const record = state.createChat(channelId ?? channel().id, fields);
  if (!record) throw new TypeError("proto.chat: there is no human of this id in the channel.");
  return record;
}
