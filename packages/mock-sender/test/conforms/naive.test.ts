import type { Event, NewMessagesEvent } from "@proto-webhooks/types";
import { eventTypes, messageTypes } from "@proto-webhooks/validators";
import { expect, test } from "vitest";
import { conforms, type Rule } from "../../src/conforms/index.ts";
import { type Naivety, simpleReceiver } from "./naive-receivers.ts";

const typesOf = (events: readonly Event[]) =>
  events.flatMap((event) => [
    event.type,
    ...((event as NewMessagesEvent).messages ?? []).map(({ type }) => type),
  ]);
const known: readonly unknown[] = [...eventTypes, ...messageTypes];

/** Remembers each delivery, and does so before it does anything about it. */
function rememberFirst(): Naivety {
  const seen = new Set<string>();
  return {
    async before(text, request) {
      if (seen.has(text)) return "known";
      seen.add(text);
      // The sender is gone: why go on?
      await Promise.resolve();
      request.signal.throwIfAborted();
      return undefined;
    },
  };
}

function refuseRepeated(): Naivety {
  const seen = new Set<string>();
  return { refuse: (text) => (seen.has(text) ? 409 : void seen.add(text)) };
}

/** How many requests are being read. */
function refuseWhenBusy(): Naivety {
  let open = 0;
  return {
    async before() {
      open++;
      await new Promise((resolve) => setTimeout(resolve, 1));
      open--;
      return undefined;
    },
    refuse: () => (open > 0 ? 429 : undefined),
  };
}

const naiveties: [string, () => Naivety, Rule, { trial: string; deliveries: number }][] = [
  [
    "handles before it answers",
    () => ({ waits: true }),
    "answer_depends_on_handler",
    { trial: "slow handlers", deliveries: 1 },
  ],
  [
    "refuses types it does not know",
    () => ({
      refuse: (_, events) => (typesOf(events).every((type) => known.includes(type)) ? undefined : 400),
    }),
    "unknown_refused",
    { trial: "unknown messages", deliveries: 1 },
  ],
  [
    "refuses fields it does not know",
    () => ({ refuse: (text) => (text.includes("someFutureField") ? 422 : undefined) }),
    "unknown_refused",
    { trial: "unknown fields", deliveries: 1 },
  ],
  [
    "fails on null",
    () => ({
      refuse: (_, events) =>
        events.some((event) => event.type === "new_messages" && event.replyToken === null) ? 500 : undefined,
    }),
    "null_refused",
    { trial: "nulls", deliveries: 1 },
  ],
  [
    "remembers a delivery before it has stored it",
    rememberFirst,
    "retry_unsafe",
    { trial: "resets before the answer", deliveries: 2 },
  ],
  ["refuses what it has already", refuseRepeated, "repeat_refused", { trial: "duplicates", deliveries: 2 }],
  [
    "takes the first event for all of them",
    () => ({ keep: (events) => events.slice(0, 1) }),
    "lost",
    { trial: "batches", deliveries: 1 },
  ],
  [
    "handles the newest first",
    () => ({ backwards: true }),
    "out_of_order",
    { trial: "batches", deliveries: 1 },
  ],
  ["refuses when it is busy", refuseWhenBusy, "blamed_sender", { trial: "parallel", deliveries: 2 }],
  [
    "hands on texts only",
    () => ({ keep: (events) => events.map((event) => ({ ...event, messages: [] })) }),
    "altered",
    { trial: "plain", deliveries: 1 },
  ],
  ["answers 202", () => ({ status: 202 }), "not_200", { trial: "plain", deliveries: 1 }],
  [
    "throws",
    () => ({ before: async () => expect.unreachable() }),
    "no_answer",
    { trial: "plain", deliveries: 1 },
  ],
];

test("a simple receiver without a naivety conforms", async () => {
  const report = await conforms((handle) => simpleReceiver(handle), { seeds: [1, 2] });
  expect(report.text).toBe("The receiver conforms, in 50 runs.");
});

test.each(naiveties)(
  "a receiver that %s breaks that rule, and no other",
  async (_, naivety, rule, { trial, deliveries }) => {
    const report = await conforms((handle) => simpleReceiver(handle, naivety()), {
      seeds: [1],
      // Only the one that waits for its handlers takes that long.
      patienceMs: 300,
    });
    expect(
      report.broken.map((finding) => finding.rule),
      report.text,
    ).toEqual([rule]);
    const [finding] = report.broken;
    expect(finding?.trial).toBe(trial);
    expect(finding?.trace.deliveries, report.text).toHaveLength(deliveries);
  },
);
