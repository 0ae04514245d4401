import { describe, expect, onTestFinished, test, vi } from "vitest";
import {
  createMockProto,
  type DeliveryListener,
  newMessagesEvent,
  type SentDelivery,
  textMessage,
} from "../src/index.ts";
import { channelUrl, say } from "./human.ts";
import { deadUrl } from "./loopback.ts";

const post = (body: unknown) => ({
  method: "POST",
  headers: { "X-PROTO-TOKEN": "t" },
  body: JSON.stringify(body),
});

describe("humans and chats", () => {
  test("are those of the Messaging API and those of proto.chat", async () => {
    const proto = createMockProto();
    expect([proto.humans, proto.chats, proto.transcript]).toEqual([[], [], []]);
    await proto.fetch(
      `${channelUrl}/human`,
      post({ name: "Ada", tags: [{ id: "t", name: "n", value: "v" }] }),
    );
    await proto.fetch(`${channelUrl}/chat`, post({ human: { id: "human_1", email: "ada@example.com" } }));
    const chat = await proto.chat({ human: { name: "Grace" }, chatToken: "mine" });
    expect(proto.humans).toEqual([
      { id: "human_1", name: "Ada", email: "ada@example.com", tags: [{ id: "t", name: "n", value: "v" }] },
      { id: "human_2", name: "Grace" },
    ]);
    expect(proto.chats.map(({ id, human, chatToken }) => [id, human.name, chatToken])).toEqual([
      ["chat_1", "Ada", undefined],
      ["chat_2", "Grace", "mine"],
    ]);
    expect(proto.chats[1]).toBe(chat);
  });
});

describe("the transcript", () => {
  test("has who said what, in order, with what became of it", async () => {
    const statuses = [200, 503, 200];
    const proto = createMockProto({
      deliverTo: () => new Response(null, { status: statuses.shift() ?? 200 }),
    });
    const [one, two] = [await proto.chat(), await proto.chat()];
    await one.bot.send(textMessage({ text: "1" }), textMessage({ text: "2" }));
    await two.agent.takesOver();
    await one.human.says("Hi", { replyToken: "r" });
    const text = (by: string, words: string) => ({ by, message: { type: "text", data: { text: words } } });
    expect(one.transcript).toMatchObject([
      { chatId: "chat_1", ...text("bot", "1"), event: 1, outcome: 200 },
      { chatId: "chat_1", ...text("bot", "2"), event: 1, outcome: 200 },
      { chatId: "chat_1", ...text("human", "Hi") },
      { chatId: "chat_1", ...text("bot", "You said: Hi"), event: 3, outcome: 200 },
    ]);
    expect(one.transcript[2]).toEqual({
      chatId: "chat_1",
      by: "human",
      message: { type: "text", data: { text: "Hi" }, replyToken: "r" },
    });
    expect(two.transcript).toMatchObject([
      { by: "agent", message: { type: "thirdparty_agent_takeover" }, event: 2, outcome: 503 },
    ]);
    expect(proto.transcript.map(({ chatId }) => chatId)).toEqual([
      "chat_1",
      "chat_1",
      "chat_2",
      "chat_1",
      "chat_1",
    ]);
    expect(JSON.parse(JSON.stringify(proto.transcript))).toEqual(proto.transcript);
  });

  test("has a message when it goes out, and a human's when the call comes in, also if it is another's code", async () => {
    const seen: unknown[] = [];
    const proto = createMockProto({
      deliverTo: () => {
        seen.push(...proto.transcript.map(({ outcome }) => outcome));
        return new Response();
      },
    });
    const chat = await proto.chat();
    await Promise.all([chat.bot.text("1"), chat.bot.text("2")]);
    expect(seen).toEqual(["pending", 200, "pending"]);
    const called = say(proto.fetch, chat.id, "Hi");
    await called;
    expect(proto.transcript.at(-1)).toMatchObject({ by: "human" });
    await proto.idle();
  });

  test("tells why a delivery had no answer", async () => {
    const chat = await createMockProto({ deliverTo: await deadUrl() }).chat();
    await expect(chat.bot.text("1")).rejects.toThrow();
    expect(chat.transcript).toMatchObject([{ outcome: "refused" }]);
  });

  test("has a message by its author, and nothing of an event without messages", async () => {
    const chat = await createMockProto().chat();
    await chat.deliver(newMessagesEvent({ messages: [] }));
    await chat.deliver({ type: "new_messages", messages: [{ type: "text", author: { type: "human" } }] });
    expect(chat.transcript).toMatchObject([{ by: "human", event: 2, outcome: 200 }]);
  });
});

test("a chat has its own deliveries", async () => {
  const proto = createMockProto();
  const [one, two] = [await proto.chat(), await proto.chat()];
  for (const chat of [one, two, one]) await chat.bot.text("Hi");
  expect(one.deliveries).toEqual([proto.deliveries[0], proto.deliveries[2]]);
  expect(two.deliveries).toEqual([proto.deliveries[1]]);
});

describe("media", () => {
  test.each([
    ["https://files.example.com/a/receipt.png?token=1#page", undefined, "receipt.png"],
    ["https://files.example.com/receipt.png", { filename: "Your receipt.png" }, "Your receipt.png"],
  ])("%s with %j is called %s", async (url, options, filename) => {
    const chat = await createMockProto().chat();
    const { delivery } = await chat.agent.media("image", url, options);
    expect(delivery.events).toMatchObject([
      { messages: [{ type: "media", author: { type: "agent" }, data: { type: "image", url, filename } }] },
    ]);
  });
});

describe("who listens to deliveries", () => {
  test("is told of each, with its answer, in the order of the answers", async () => {
    const onDelivery = vi.fn<DeliveryListener>();
    const later = vi.fn<DeliveryListener>();
    const proto = createMockProto({ onDelivery, deliverTo: () => new Response("noted", { status: 202 }) });
    const chat = await proto.chat();
    const first = await chat.bot.text("1");
    const end = proto.onDelivery(later);
    await chat.human.says("2");
    end();
    await chat.bot.text("3");
    expect(onDelivery.mock.calls.map(([sent]) => sent)).toEqual(proto.deliveries);
    expect(onDelivery.mock.calls[0]?.[0]).toBe(first);
    expect(later.mock.calls.map(([sent]) => sent)).toEqual([proto.deliveries[1]]);
    expect(first).toMatchObject({ status: 202, body: "noted" });
  });

  test("may throw: what delivered throws it", async () => {
    const proto = createMockProto({
      onDelivery: ({ status }: SentDelivery) => expect(status).toBe(200),
      deliverTo: () => new Response(null, { status: 500 }),
    });
    const chat = await proto.chat();
    await expect(chat.bot.text("1")).rejects.toThrow("expected 500 to be 200");
    await expect(chat.human.says("Hi")).rejects.toThrow("expected 500 to be 200");
  });

  test("is not told of a delivery that had no answer", async () => {
    const onDelivery = vi.fn<DeliveryListener>();
    const chat = await createMockProto({ onDelivery, deliverTo: await deadUrl() }).chat();
    await expect(chat.bot.text("1")).rejects.toThrow();
    expect(onDelivery).not.toHaveBeenCalled();
  });
});

describe("reset", () => {
  test("forgets all but the options; the handlers stay, and ids begin anew", async () => {
    const [always, once] = [vi.fn<DeliveryListener>(), vi.fn<DeliveryListener>()];
    const proto = createMockProto({ onDelivery: always });
    const { handlers } = proto;
    proto.onHuman(() => textMessage({ text: "Scripted" }));
    proto.onDelivery(once);
    const old = await proto.chat({ human: { name: "Ada" } });
    await old.human.says("Hi");
    const before = proto.deliveries;
    proto.reset();
    expect([proto.humans, proto.chats, proto.deliveries, proto.transcript]).toEqual([[], [], [], []]);
    expect(before).toHaveLength(1);

    const chat = await proto.chat();
    expect([chat.id, chat.human.id]).toEqual(["chat_1", "human_1"]);
    await chat.human.says("Hi");
    expect(proto.transcript).toMatchObject([
      { by: "human" },
      { event: 1, message: { data: { text: "You said: Hi" } } },
    ]);
    expect(proto.handlers).toBe(handlers);
    expect([always.mock.calls.length, once.mock.calls.length]).toEqual([2, 1]);
  });

  test("ends chats that were opened before", async () => {
    const proto = createMockProto();
    const chat = await proto.chat();
    await chat.bot.text("Hi");
    proto.reset();
    await expect(chat.bot.text("Hi")).rejects.toThrow(
      "This chat was forgotten, as proto.reset() was called.",
    );
    await expect(chat.human.says("Hi")).rejects.toThrow(
      "answered the human with 404: Mock Proto knows no chat",
    );
    expect([proto.transcript, proto.deliveries]).toEqual([[], []]);
    const next = await proto.chat();
    await next.bot.text("Hi");
    expect([next.id, next.transcript.length, next.deliveries.length]).toEqual([chat.id, 1, 1]);
    expect([chat.transcript, chat.deliveries]).toEqual([[], []]);
  });

  test("takes back replies that were not begun, and forgets what failed and what comes too late", async () => {
    let goOn = () => {};
    onTestFinished(() => goOn());
    const asked: string[] = [];
    const proto = createMockProto({
      deliverTo: () =>
        new Promise((resolve) => {
          goOn = () => resolve(new Response());
        }),
    });
    const script = () => {
      asked.push("asked");
      throw new Error("my mistake");
    };
    proto.onHuman(script);
    const chat = await proto.chat();
    const late = chat.bot.text("Hi");
    await say(proto.fetch, chat.id, "a");
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await say(proto.fetch, chat.id, "b");
    proto.reset();
    proto.onHuman(script);
    await proto.idle();
    goOn();
    await late;
    // As long as the reply to "b" would have needed.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked).toHaveLength(1);
    expect([proto.deliveries, proto.transcript]).toEqual([[], []]);
  });
});
