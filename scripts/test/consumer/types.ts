// What TypeScript knows of the types that were added: it compiles with them only.
import type {
  ButtonOf,
  ButtonType,
  ChatStartedEvent,
  EventType,
  KnownEvent,
  Message,
  MessageType,
  Pace,
  TextData,
} from "@proto-webhooks/types";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <_ extends true>(): void => {};

same<Equal<EventType, "new_messages" | "chat_started">>();
same<Equal<Extract<MessageType, "trip">, "trip">>();
same<Equal<Extract<ButtonType, "call">, "call">>();
same<Equal<Pace, "slow" | "fast">>();
same<Equal<TextData["language"], string | null | undefined>>();
same<Equal<ButtonOf<"call">["phoneNumber"], string | null | undefined>>();

export function told(event: KnownEvent): string | null | undefined {
  switch (event.type) {
    case "chat_started":
      return event.source;
    case "new_messages":
      return event.messages.map(said).join();
  }
}

export function said(message: Message): string {
  switch (message.type) {
    case "trip":
      return `${message.data.stops.map((stop) => stop.street).join()}, ${minutes[message.data.pace]} minutes`;
    default:
      return message.type;
  }
}

const minutes: Record<Pace, number> = { slow: 20, fast: 10 };

export const started: ChatStartedEvent = {
  type: "chat_started",
  chat: { id: "chat_1", human: { id: "human_1", name: "Ada" } },
  channel: { id: "channel_1" },
};
