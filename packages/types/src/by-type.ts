import type { KnownButton, KnownEvent, KnownMessage } from "./gen/named.ts";

/** The `type` of each event that the spec lists. */
export type EventType = KnownEvent["type"];
/** The event of one type: `EventOf<"new_messages">` is `NewMessagesEvent`. */
export type EventOf<T extends EventType> = Extract<KnownEvent, { type: T }>;

/** The `type` of each message that the spec lists. */
export type MessageType = KnownMessage["type"];
/** The message of one type: `MessageOf<"carousel">` is `CarouselMessage`. */
export type MessageOf<T extends MessageType> = Extract<KnownMessage, { type: T }>;

/** The `type` of each button that the spec lists. */
export type ButtonType = KnownButton["type"];
/** The button of one type: `ButtonOf<"url">` is `UrlButton`. */
export type ButtonOf<T extends ButtonType> = Extract<KnownButton, { type: T }>;
