import type { Receiver } from "@proto-webhooks/receiver";
import { eventTypes, messageTypes } from "@proto-webhooks/validators";

/** One call of a handler. */
export interface Call {
  /** Which handler: `event new_messages`, `message text`, `unrecognized message some_future_message`. */
  handler: string;
  chat: string;
}

/** A call that was made, with what the receipt says. */
export interface MadeCall extends Call {
  receiptId: string;
  sequence: number;
}

/** Registers a handler for everything there is, each of which only tells that it was called. */
export function tellCalls(receiver: Receiver, tell: (call: MadeCall) => void): void {
  for (const type of eventTypes) {
    receiver.on(type, ({ event, receipt }) => told(`event ${event.type}`, event.chat.id, receipt));
  }
  for (const type of messageTypes) {
    receiver.onMessage(type, ({ message, event, receipt }) =>
      told(`message ${message.type}`, event.chat.id, receipt),
    );
  }
  receiver.onUnrecognizedEvent(({ event, receipt }) =>
    told(`unrecognized event ${event.type}`, event.chat.id, receipt),
  );
  receiver.onUnrecognizedMessage(({ message, event, receipt }) =>
    told(`unrecognized message ${message.type}`, event.chat.id, receipt),
  );

  function told(handler: string, chat: string, { id, sequence }: { id: string; sequence: number }): void {
    tell({ handler, chat, receiptId: id, sequence });
  }
}

/** The calls that a delivery should lead to, read off its body without the receiver. */
export function callsFor(body: string): Call[] {
  const { events } = JSON.parse(body) as {
    events: { type: string; chat: { id: string }; messages?: { type: string }[] }[];
  };
  return events.flatMap((event) => {
    const known = (eventTypes as readonly string[]).includes(event.type);
    const messages = known ? (event.messages ?? []) : [];
    return [
      { handler: known ? `event ${event.type}` : `unrecognized event ${event.type}`, chat: event.chat.id },
      ...messages.map(({ type }) => {
        const listed = (messageTypes as readonly string[]).includes(type);
        return { handler: listed ? `message ${type}` : `unrecognized message ${type}`, chat: event.chat.id };
      }),
    ];
  });
}

/** What differs between the calls that were made and those that should have been; empty when nothing does. */
export function differences(made: Call[], wanted: Call[]): string[] {
  const problems: string[] = [];
  for (const chat of new Set([...made, ...wanted].map((call) => call.chat))) {
    const of = (calls: Call[]) =>
      calls
        .filter((call) => call.chat === chat)
        .map((call) => call.handler)
        .join(", ");
    if (of(made) !== of(wanted)) {
      problems.push(`in chat ${chat} handled "${of(made)}" and not "${of(wanted)}"`);
    }
  }
  return problems;
}
