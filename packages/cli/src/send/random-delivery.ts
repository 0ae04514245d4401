import { createRandom } from "@proto-webhooks/mock-sender/random";
import type { Delivery, KnownEvent, KnownMessage } from "@proto-webhooks/types";
import type { KnownType } from "./known-type.ts";

/**
 * Makes deliveries with one event, message or button of a type, each time another one. The seed decides which. What a
 * message or a button stands in is what `deliveryOf` has it in.
 */
export function randomDeliveries(known: KnownType, seed: number): () => Delivery {
  const random = createRandom({ seed });
  const event = <T extends KnownEvent["type"]>(type: T) => drawn(random.event, type);
  const message = <T extends KnownMessage["type"]>(type: T) => drawn(random.message, type);
  const holding = (one: KnownMessage): Delivery => ({
    events: [{ ...event("new_messages"), messages: [one] }],
  });
  switch (known.kind) {
    case "event":
      return () => ({ events: [event(known.type)] });
    case "message":
      return () => holding(message(known.type));
    case "button":
      return () => {
        const cards = [{ ...random.card(), buttons: [drawn(random.button, known.type)] }];
        const carousel = message("carousel");
        return holding({ ...carousel, data: { ...carousel.data, cards } });
      };
  }
}

/** Makes values until one is of a type, which takes a few: the spec lists few types. */
function drawn<V extends { type: string }, T extends V["type"]>(
  make: () => V,
  type: T,
): Extract<V, { type: T }> {
  for (;;) {
    const value = make();
    if (value.type === type) return value as Extract<V, { type: T }>;
  }
}
