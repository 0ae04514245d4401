import { deliver, delivery, newMessagesEvent } from "@proto-webhooks/mock-sender";
import { createData } from "@proto-webhooks/mock-sender/data";
import { createRandom } from "@proto-webhooks/mock-sender/random";
import { expect, test } from "vitest";

test("data that looks real", async () => {
  const data = createData({ seed: 7, locale: "pt_BR" });
  expect(data.human()).toEqual({ id: "human_1a69c8f2becfa", name: "Maria Clara Saraiva" });

  // A builder takes any of it, and completes the rest by the spec's examples.
  const event = newMessagesEvent({
    chat: { human: data.human() },
    messages: [data.textMessage(), data.message()],
  });
  await deliver(delivery([event]), { to: () => new Response() });
});

test("many values, fast", () => {
  const random = createRandom({ seed: 7 });
  const ids = Array.from({ length: 1_000 }, () => random.newMessagesEvent().chat.id);
  expect(new Set(ids).size).toBe(1_000);
});
