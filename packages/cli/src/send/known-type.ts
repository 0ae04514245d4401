import { delivery } from "@proto-webhooks/mock-sender";
import type { ButtonType, Delivery, EventType, MessageType } from "@proto-webhooks/types";
import { buttonTypes, eventTypes, messageTypes } from "@proto-webhooks/validators";

/** A type of the spec that can be sent, and its full name, such as `message:text`. */
export type KnownType = { name: string } & (
  | { kind: "event"; type: EventType }
  | { kind: "message"; type: MessageType }
  | { kind: "button"; type: ButtonType }
);

const knownTypes: KnownType[] = [
  ...eventTypes.map((type) => ({ kind: "event" as const, type, name: `event:${type}` })),
  ...messageTypes.map((type) => ({ kind: "message" as const, type, name: `message:${type}` })),
  ...buttonTypes.map((type) => ({ kind: "button" as const, type, name: `button:${type}` })),
];

/** The types that a word names, by their full or their short name: none, one, or the one that is meant first. */
export function findTypes(word: string): KnownType[] {
  return knownTypes.filter(({ name, type }) => word === name || word === type);
}

/** The full names of all types that can be sent. */
export function typeNames(): string[] {
  return knownTypes.map(({ name }) => name);
}

/**
 * A delivery with one event, message or button of a type; all else in it is from the spec's examples.
 *
 * In which event messages come, and in which message buttons, is written by hand: one of each is enough, whatever is added,
 * and TypeScript tells when one is gone.
 */
export function deliveryOf(known: KnownType): Delivery {
  switch (known.kind) {
    case "event":
      return delivery([{ type: known.type }]);
    case "message":
      return delivery([{ type: "new_messages", messages: [{ type: known.type }] }]);
    case "button": {
      const cards = [{ buttons: [{ type: known.type }] }];
      return delivery([{ type: "new_messages", messages: [{ type: "carousel", data: { cards } }] }]);
    }
  }
}
