import type {
  CarouselMessage,
  NewMessagesEvent,
  TextMessage,
  UnrecognizedEvent,
  UnrecognizedMessage,
} from "@proto-webhooks/types";
import type { Logger as PinoLogger } from "pino";
import { expectTypeOf } from "vitest";
import type { HandlerRegistry, Logger, Receipt } from "./index.ts";

declare const receiver: HandlerRegistry;

receiver.on("new_messages", ({ event, receipt, attempt, signal }) => {
  expectTypeOf(event).toEqualTypeOf<NewMessagesEvent>();
  expectTypeOf(receipt).toEqualTypeOf<Receipt>();
  expectTypeOf(attempt).toEqualTypeOf<number>();
  expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
});

receiver.onMessage("carousel", ({ message, event }) => {
  expectTypeOf(message).toEqualTypeOf<CarouselMessage>();
  expectTypeOf(event).toEqualTypeOf<NewMessagesEvent>();
});
receiver.onMessage("text", async ({ message }) => {
  expectTypeOf(message).toEqualTypeOf<TextMessage>();
});

receiver.onUnrecognizedEvent(({ event }) => expectTypeOf(event).toEqualTypeOf<UnrecognizedEvent>());
receiver.onUnrecognizedMessage(({ message }) => expectTypeOf(message).toEqualTypeOf<UnrecognizedMessage>());

// @ts-expect-error a misspelt type
receiver.on("new_message", () => {});
// @ts-expect-error a message type is no event type
receiver.on("carousel", () => {});
// @ts-expect-error an event type is no message type
receiver.onMessage("new_messages", () => {});

expectTypeOf<PinoLogger>().toExtend<Logger>();
expectTypeOf<Console>().toExtend<Logger>();
