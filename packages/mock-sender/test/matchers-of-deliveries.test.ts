import { describe, expect, test } from "vitest";
import { createMockProto, delivery, newMessagesEvent } from "../src/index.ts";
import "../src/matchers/vitest.ts";
import { failureOf } from "./failure-of.ts";
import { talked } from "./talked.ts";

describe("toBeValidDelivery", () => {
  test("takes a delivery, JSON and what proto.deliveries has", async () => {
    const { proto } = await talked();
    expect(delivery()).toBeValidDelivery();
    expect(JSON.stringify(delivery())).toBeValidDelivery();
    expect(proto.deliveries[0]).toBeValidDelivery();
    expect(proto.deliveries.map((sent) => sent.delivery)).toEqual([
      expect.toBeValidDelivery(),
      expect.toBeValidDelivery(),
      expect.toBeValidDelivery(),
    ]);
    expect({ events: [{ type: "some_future_event" }] }).not.toBeValidDelivery();
    for (const other of [undefined, null, 1, [], "{"]) expect(other).not.toBeValidDelivery();
  });

  test("names each place", () => {
    const wrong = { events: [{ ...newMessagesEvent(), chatTokens: "secret", messages: null }] };
    expect(failureOf(() => expect(wrong).toBeValidDelivery())).toBe(`expect(delivery).toBeValidDelivery()

The delivery does not fit the spec:
- events[0].chatTokens: expected no property of this name, found a string
- events[0].messages: expected an array, found null`);
    expect(failureOf(() => expect("{").toBeValidDelivery())).toMatch(/:\n- it is not JSON$/);
    expect(failureOf(() => expect(delivery()).not.toBeValidDelivery())).toBe(
      "expect(delivery).not.toBeValidDelivery()\n\nThe delivery fits the spec.",
    );
  });
});

describe("toHaveDelivered", () => {
  test("finds a message by its text, by what its text has and by some of it, and an event by some of it", async () => {
    const { proto, chat, other } = await talked();
    for (const talk of [proto, chat]) {
      expect(talk).toHaveDelivered("Hello");
      expect(talk).toHaveDelivered(/^what/gi);
      expect(talk).toHaveDelivered({ data: { quickReplies: [{ title: "Billing" }] } });
      expect(talk).toHaveDelivered({
        replyToken: expect.any(String),
        messages: [{ data: { text: "Hello" } }, {}],
      });
      expect(talk).not.toHaveDelivered("Hell");
      expect(talk).not.toHaveDelivered(/^hello/);
      // Lists are whole.
      expect(talk).not.toHaveDelivered({ messages: [{ data: { text: "Hello" } }] });
      expect(talk).not.toHaveDelivered({ data: { quickReplies: [] } });
    }
    expect(other).toHaveDelivered({ type: "media", data: { type: "image" } });
    expect(other).toHaveDelivered({ chatToken: "mine" });
    expect(proto).toHaveDelivered({ type: "media" });
    expect(chat).not.toHaveDelivered({ type: "media" });
    expect(other).not.toHaveDelivered("Hello");
  });

  test("knows the events of a chat in a delivery with others", async () => {
    const { chat, other } = await talked();
    const events = [chat, other].flatMap(({ deliveries }) =>
      deliveries.flatMap((sent) => sent.delivery.events),
    );
    const sent = { delivery: { events }, status: 200, headers: new Headers(), body: "", durationMs: 1 };
    const batched = { ...chat, deliveries: [sent] };
    expect(batched).toHaveDelivered("Hello");
    expect(batched).not.toHaveDelivered({ type: "media" });
  });

  test("says that nothing was delivered", () => {
    expect(failureOf(() => expect(createMockProto()).toHaveDelivered("Hello"))).toBe(
      `expect(proto).toHaveDelivered(expected)

Nothing was delivered.

Expected: { "data": { "text": "Hello", }, "type": "text", }`,
    );
  });

  test("shows how the closest differs, of what was asked for only, and what there is", async () => {
    const { chat } = await talked();
    expect(
      failureOf(() => expect(chat).toHaveDelivered({ type: "text", data: { text: "Hallo" } })),
    ).toBe(`expect(proto).toHaveDelivered(expected)

Nothing like this was delivered.

- Expected
+ The closest

  {
    "data": {
-     "text": "Hallo",
+     "text": "Hello",
    },
    "type": "text",
  }

1. bot: text {"text":"Welcome","quickReplies":[{"title":"Billing","text":"Billing"}]}
2. bot: text {"text":"Hello"}
3. bot: text {"text":"What is it about?"}`);
  });

  test("takes for the closest what has the most of it, and shows as expected what is right", async () => {
    const { chat } = await talked();
    const expected = {
      replyToken: expect.stringMatching(/^r/),
      messages: [
        { type: "text" as const, data: { text: "Hello" } },
        { author: { name: expect.any(Number) } },
      ],
    };
    const message = failureOf(() => expect(chat).toHaveDelivered(expected));
    expect(message).toContain(`-         "name": Any<Number>,
+         "name": "Support bot",`);
    expect(message).toContain('"replyToken": StringMatching /^r/');
    expect(message.match(/^[-+] /gm)).toHaveLength(4);
    expect(failureOf(() => expect(chat).toHaveDelivered(/^hello/))).toContain(
      '-     "text": /^hello/,\n+     "text": "Welcome",',
    );
  });

  test("shows the last ten of many, and the beginning of what is long", async () => {
    const chat = await createMockProto().chat();
    for (let count = 1; count <= 12; count++) await chat.bot.text(`${count} ${"!".repeat(100)}`);
    const lines = failureOf(() => expect(chat).toHaveDelivered("13"))
      .split("\n")
      .slice(-11);
    expect(lines[0]).toBe("(2 before)");
    expect(lines[1]).toBe(`3. bot: text {"text":"3 ${"!".repeat(78)}…`);
    expect(lines[10]).toMatch(/^12\. /);
  });

  test("shows what should not have been delivered", async () => {
    const { chat } = await talked();
    expect(failureOf(() => expect(chat).not.toHaveDelivered("Hello"))).toMatch(
      /^expect\(proto\)\.not\.toHaveDelivered\(expected\)\n\nIt was delivered once:\n\{.*"text": "Hello".*\}$/,
    );
    expect(failureOf(() => expect(chat).not.toHaveDelivered({ type: "text" }))).toContain(
      'It was delivered 3 times, first:\n{ "author": ',
    );
  });

  test("counts a delivery when it was answered, whatever the status", async () => {
    let answer = new Promise<Response>(() => {});
    const proto = createMockProto({ deliverTo: () => answer, timeoutMs: 10 });
    const chat = await proto.chat();
    await expect(chat.bot.text("Hello")).rejects.toThrow();
    expect(chat).not.toHaveDelivered("Hello");
    answer = Promise.resolve(new Response(null, { status: 500 }));
    await chat.bot.text("Hello");
    expect(chat).toHaveDelivered("Hello");
  });

  test("may be waited for, and stand inside of others", async () => {
    const { proto, chat } = await talked();
    await expect(Promise.resolve(chat)).resolves.toHaveDelivered("Hello");
    expect({ chat, proto }).toEqual({ chat: expect.toHaveDelivered("Hello"), proto });
    await expect.poll(() => proto).toHaveDelivered("Hello");
  });
});

describe("toHaveDeliveredTimes", () => {
  test("counts", async () => {
    const { proto, chat } = await talked();
    expect(chat).toHaveDeliveredTimes(3, { type: "text" });
    expect(chat).toHaveDeliveredTimes(2, { type: "new_messages" });
    expect(proto).toHaveDeliveredTimes(3, { type: "new_messages" });
    expect(proto).toHaveDeliveredTimes(0, "Bye");
    expect(proto).toHaveDeliveredTimes(2, /el/g);
    expect(chat).not.toHaveDeliveredTimes(2, "Hello");
    expect(failureOf(() => expect(chat).toHaveDeliveredTimes(1, { type: "text" }))).toBe(
      `expect(proto).toHaveDeliveredTimes(times, expected)

Expected times: 1
Delivered times: 3

1. bot: text {"text":"Welcome","quickReplies":[{"title":"Billing","text":"Billing"}]}
2. bot: text {"text":"Hello"}
3. bot: text {"text":"What is it about?"}`,
    );
    expect(failureOf(() => expect(chat).not.toHaveDeliveredTimes(1, "Hello"))).toContain(
      "Expected times: not 1\nDelivered times: 1\n",
    );
    expect(failureOf(() => expect(chat).toHaveDeliveredTimes(1, "Bye"))).toContain(
      'Delivered times: 0\n\n- Expected\n+ The closest\n\n  {\n    "data": {\n-     "text": "Bye",',
    );
  });
});
