import type {
  EventOf,
  EventType,
  KnownEvent,
  KnownMessage,
  Message,
  MessageOf,
  MessageType,
  UnrecognizedEvent,
  UnrecognizedMessage,
} from "@proto-webhooks/types";
import { eventTypes, messageTypes, parseDelivery } from "@proto-webhooks/validators";
import type { Claim, Receipt } from "./inbox.ts";

/** What every handler is given beside its event or message. */
export interface Attempt {
  /** What the inbox stamped on the event. `receipt.id` is the same for every attempt. */
  readonly receipt: Receipt;
  /** Which attempt this is, from 1. Those that ended with their process count. */
  readonly attempt: number;
  /**
   * The receipt id of an earlier event of the chat that said the same, with the same reply token: this one may have been
   * sent twice, or said twice. Undefined when there was none within the window of the option `duplicates`.
   */
  readonly suspectedDuplicateOf: string | undefined;
  /**
   * Aborts when nobody waits for this attempt any more: stop, and throw. `signal.reason.name` says why: `TimeoutError`
   * after `attemptTimeoutMs`, `LeaseLostError` when another process may have the event, `AbortError` when the receiver
   * closes and the grace time is over. Hand it on to `fetch` and the like: a handler that goes on after it overlaps
   * with the next attempt.
   */
  readonly signal: AbortSignal;
}

/** The known events that carry messages. */
export type EventWithMessages = Extract<KnownEvent, { messages: Message[] }>;

/** A handler may return a promise; the next event of the chat waits for it. What it resolves to is ignored. */
export type EventHandler<E> = (call: Attempt & { readonly event: E }) => unknown;

/** Called once for each message, in order, after the handler of the event. */
export type MessageHandler<M> = (
  call: Attempt & { readonly message: M; readonly event: EventWithMessages },
) => unknown;

/** Where handlers are registered: one for each type. */
export interface HandlerRegistry {
  /** Handles events of one type. Throws when the type is not known or has a handler already. */
  on<T extends EventType>(type: T, handler: EventHandler<EventOf<T>>): void;
  /** Handles messages of one type. Throws when the type is not known or has a handler already. */
  onMessage<T extends MessageType>(type: T, handler: MessageHandler<MessageOf<T>>): void;
  /** Handles events whose type the spec does not list. */
  onUnrecognizedEvent(handler: EventHandler<UnrecognizedEvent>): void;
  /** Handles messages whose type the spec does not list. */
  onUnrecognizedMessage(handler: MessageHandler<UnrecognizedMessage>): void;
}

type AnyEventHandler = EventHandler<KnownEvent | UnrecognizedEvent>;
type AnyMessageHandler = MessageHandler<KnownMessage | UnrecognizedMessage>;

/** The handlers of one receiver, and the way from an event to those that it concerns. */
export class Handlers implements HandlerRegistry {
  readonly #events = new Map<string, AnyEventHandler>();
  readonly #messages = new Map<string, AnyMessageHandler>();
  #unrecognizedEvent: AnyEventHandler | undefined;
  #unrecognizedMessage: AnyMessageHandler | undefined;

  // The casts below forget which type a handler was written for; `handle` looks the handler up by that type.

  on<T extends EventType>(type: T, handler: EventHandler<EventOf<T>>): void {
    checkType("on", "event", type, eventTypes, "onUnrecognizedEvent");
    checkNew(`on("${type}")`, handler, this.#events.has(type));
    this.#events.set(type, handler as AnyEventHandler);
  }

  onMessage<T extends MessageType>(type: T, handler: MessageHandler<MessageOf<T>>): void {
    checkType("onMessage", "message", type, messageTypes, "onUnrecognizedMessage");
    checkNew(`onMessage("${type}")`, handler, this.#messages.has(type));
    this.#messages.set(type, handler as AnyMessageHandler);
  }

  onUnrecognizedEvent(handler: EventHandler<UnrecognizedEvent>): void {
    checkNew("onUnrecognizedEvent", handler, this.#unrecognizedEvent !== undefined);
    this.#unrecognizedEvent = handler as AnyEventHandler;
  }

  onUnrecognizedMessage(handler: MessageHandler<UnrecognizedMessage>): void {
    checkNew("onUnrecognizedMessage", handler, this.#unrecognizedMessage !== undefined);
    this.#unrecognizedMessage = handler as AnyMessageHandler;
  }

  /**
   * One attempt at an event: its own handler, then those of its messages, one after the other. Rejects with what
   * the first of them throws. A type without a handler is no error.
   */
  async handle(claim: Claim, event: KnownEvent | UnrecognizedEvent, signal: AbortSignal): Promise<void> {
    const { receipt, attempt } = claim;
    const call = { receipt, attempt, suspectedDuplicateOf: receipt.suspectedDuplicateOf, signal };
    const isValid = isValidToday(claim, event);
    const handler = isValid ? this.#events.get(event.type) : this.#unrecognizedEvent;
    if (handler) await handler({ event, ...call });
    // The messages of an unrecognized event were not validated, so no handler can be promised their type.
    if (!isValid || !hasMessages(event)) return;
    for (const message of event.messages) {
      // The attempt is over, and the next one perhaps begun: this one calls nothing more.
      signal.throwIfAborted();
      const known = (messageTypes as readonly string[]).includes(message.type);
      const onMessage = known ? this.#messages.get(message.type) : this.#unrecognizedMessage;
      if (onMessage) await onMessage({ message, event, ...call });
    }
  }
}

/**
 * An older or newer version of this package may have accepted the event: it did not know a type that this one knows, or it
 * knew one that this one does not. Either way the event goes to the handler that is there for it, and is not lost on none.
 */
function isValidToday({ kind }: Claim, event: KnownEvent | UnrecognizedEvent): boolean {
  if (!(eventTypes as readonly string[]).includes(event.type)) return false;
  if (kind === "valid") return true;
  const delivery = parseDelivery({ events: [event] });
  return delivery.ok && delivery.events[0]?.status === "valid";
}

function hasMessages(event: KnownEvent | UnrecognizedEvent): event is EventWithMessages {
  return "messages" in event && Array.isArray(event.messages);
}

function checkType(
  method: string,
  what: string,
  type: string,
  known: readonly string[],
  other: string,
): void {
  if (known.includes(type)) return;
  throw new TypeError(
    `${method}: "${String(type)}" is no known ${what} type. Known: ${known.join(", ")}. ` +
      `For all others there is ${other}().`,
  );
}

function checkNew(call: string, handler: unknown, isTaken: boolean): void {
  if (typeof handler !== "function") throw new TypeError(`${call}: the handler must be a function.`);
  if (isTaken) throw new TypeError(`${call}: there is a handler already, and there can be only one.`);
}
