import carousel from "@proto-webhooks/spec/examples/carousel.json" with { type: "json" };
import human from "@proto-webhooks/spec/examples/human-message.json" with { type: "json" };
import hyperlink from "@proto-webhooks/spec/examples/hyperlink.json" with { type: "json" };
import full from "@proto-webhooks/spec/examples/limits.json" with { type: "json" };
import media from "@proto-webhooks/spec/examples/media-image.json" with { type: "json" };
import text from "@proto-webhooks/spec/examples/text.json" with { type: "json" };

/** A delivery that is judged again and again. */
export interface Payload {
  /** As a figure begins. */
  readonly title: string;
  /** Whether it fits the spec. */
  readonly valid: boolean;
  readonly delivery: { readonly events: readonly object[] };
}

const kinds = [text, human, media, text, hyperlink, text, carousel].flatMap(({ events }): object[] => events);
const batch = Array.from({ length: 20 }, (_, n) => kinds[n % kinds.length] ?? {});

export const payloads = {
  text: { title: "text", valid: true, delivery: text },
  carousel: { title: "full carousel", valid: true, delivery: full },
  batch: { title: "20 events", valid: true, delivery: { events: batch } },
  mistake: { title: "text, a mistake", valid: false, delivery: { events: text.events.map(withoutName) } },
  mistakes: {
    title: "20 events, a mistake in each",
    valid: false,
    delivery: { events: batch.map((event) => ({ ...event, channel: { id: 7 } })) },
  },
} satisfies Record<string, Payload>;

export type PayloadName = keyof typeof payloads;

export const payloadNames = Object.keys(payloads) as PayloadName[];

function withoutName<E extends { chat: { human: object } }>(event: E): object {
  return { ...event, chat: { ...event.chat, human: { ...event.chat.human, name: null } } };
}
