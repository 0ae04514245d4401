import type { Delivery } from "@proto-webhooks/types";
import * as strict from "@proto-webhooks/validators/strict";
import { describe, expect, test, vi } from "vitest";
import {
  author,
  carouselMessage,
  createMockProto,
  human,
  InvalidValueError,
  newMessagesEvent,
  textMessage,
} from "../src/index.ts";
import { deadUrl, listen } from "./loopback.ts";

describe("a chat", () => {
  test("delivers what the bot says, in the shape of the spec", async () => {
    const received: unknown[] = [];
    const proto = createMockProto({
      deliverTo: async (request) => {
        received.push(await request.json());
        return new Response("noted", { status: 202 });
      },
    });
    const chat = await proto.chat({ human: { name: "Ada" }, chatToken: "mine" });
    const sent = await chat.bot.text("Hello", {
      quickReplies: ["Billing", { title: "Agent", text: "A person" }],
    });
    expect(sent).toMatchObject({ status: 202, body: "noted" });
    expect(received).toEqual([sent.delivery]);
    expect(strict.validateDelivery(sent.delivery)).toMatchObject({ ok: true });
    expect(sent.delivery).toEqual({
      events: [
        {
          type: "new_messages",
          chat: { id: "chat_1", human: { id: "human_1", name: "Ada" } },
          channel: { id: "channel_7f3a" },
          chatToken: "mine",
          messages: [
            {
              type: "text",
              author: author(),
              data: {
                text: "Hello",
                quickReplies: [
                  { title: "Billing", text: "Billing" },
                  { title: "Agent", text: "A person" },
                ],
              },
            },
          ],
        },
      ],
    });
    expect(proto.deliveries).toEqual([sent]);
  });

  test("sends several messages in one event, and its speaker is their author", async () => {
    const chat = await createMockProto().chat();
    const carousel = carouselMessage({ cards: [{ title: "Basic plan" }] });
    const { delivery } = await chat.agent.send(textMessage({ text: "Look" }), carousel, { type: "media" });
    const [event] = delivery.events as ReturnType<typeof newMessagesEvent>[];
    expect(event?.messages.map(({ type }) => type)).toEqual(["text", "carousel", "media"]);
    for (const message of event?.messages ?? []) expect(message.author).toEqual(chat.agent.author);
    expect(chat.agent.author.type).toBe("agent");
    expect(event?.messages[1]).toMatchObject({ data: carousel.data });
  });

  test("tells that an agent takes over", async () => {
    const chat = await createMockProto().chat();
    const { delivery } = await chat.agent.takesOver();
    expect(strict.validateDelivery(delivery)).toMatchObject({ ok: true });
    expect(delivery).toMatchObject({
      events: [{ messages: [{ type: "thirdparty_agent_takeover", author: { type: "agent" } }] }],
    });
  });

  test("delivers any event as its own", async () => {
    const proto = createMockProto({ channelId: "channel_9" });
    const chat = await proto.chat({ chatToken: null });
    const { delivery } = await chat.deliver(newMessagesEvent({ messages: [], replyToken: "r" }));
    expect(delivery).toEqual({
      events: [
        {
          type: "new_messages",
          chat: { id: chat.id, human: chat.human },
          channel: { id: "channel_9" },
          chatToken: null,
          messages: [],
          replyToken: "r",
        },
      ],
    });
  });

  test("has no token that was not given", async () => {
    const chat = await createMockProto().chat();
    const { delivery } = await chat.deliver(newMessagesEvent());
    expect(delivery.events[0]).not.toHaveProperty("chatToken");
  });

  test("refuses what does not fit the spec, and sends nothing", async () => {
    const proto = createMockProto({ deliverTo: () => expect.unreachable() });
    const chat = await proto.chat();
    await expect(chat.bot.text(1 as never)).rejects.toThrow("data.text: expected a string, found a number");
    await expect(chat.bot.send({ type: "some_future_message" as "text" })).rejects.toThrow(
      "messages[0].type: expected one of",
    );
    await expect(proto.chat({ humam: {} } as never)).rejects.toThrow('did you mean "human"?');
    await expect(proto.chat({ human: { id: "human_9" } })).rejects.toThrow("no human of this id");
    await expect(proto.chat({ chatToken: 1 as never })).rejects.toThrow(InvalidValueError);
  });

  test.each([{}, { human: {} }, { human: { name: null } }])(
    "gives the human of %j a name",
    async (fields) => {
      const chat = await createMockProto().chat(fields);
      expect(chat.human).toEqual({ id: "human_1", name: human().name });
      expect((await chat.bot.text("Hi")).status).toBe(200);
    },
  );

  test("knows its human by the newest name", async () => {
    const proto = createMockProto();
    const chat = await proto.chat({ human: { name: "Ada" } });
    await proto.chat({ human: { id: chat.human.id, name: "Ada Lovelace" } });
    expect(chat.human).toEqual({ id: "human_1", name: "Ada Lovelace" });
  });
});

test("a target that is none is refused at once", () => {
  expect(() => createMockProto({ deliverTo: "127.0.0.1:3000" })).toThrow("neither an http(s) URL");
});

test("the same calls give the same deliveries", async () => {
  const run = async (): Promise<Delivery[]> => {
    const proto = createMockProto();
    for (const name of ["Ada", "Grace"])
      await (await proto.chat({ human: { name } })).bot.text(`Hello ${name}`);
    return proto.deliveries.map(({ delivery }) => delivery);
  };
  expect(await run()).toEqual(await run());
});

describe("order", () => {
  test("in a chat one delivery is answered before the next is sent; chats do not wait for each other", async () => {
    const log: string[] = [];
    const waiting: (() => void)[] = [];
    const proto = createMockProto({
      deliverTo: async (request) => {
        const [event] = ((await request.json()) as Delivery).events;
        log.push(`${event?.chat.id} sent`);
        await new Promise<void>((resolve) => waiting.push(resolve));
        log.push(`${event?.chat.id} answered`);
        return new Response();
      },
    });
    const [one, two] = [await proto.chat(), await proto.chat()];
    const all = [one.bot.text("1"), one.agent.text("2"), two.bot.text("3")];
    await vi.waitFor(() => expect(waiting).toHaveLength(2));
    expect(log).toEqual(["chat_1 sent", "chat_2 sent"]);
    waiting[0]?.();
    await vi.waitFor(() => expect(waiting).toHaveLength(3));
    expect(log.slice(2)).toEqual(["chat_1 answered", "chat_1 sent"]);
    for (const resolve of waiting) resolve();
    await Promise.all(all);
    expect(log).toHaveLength(6);
  });
});

describe("what the receiver answers", () => {
  test("is recorded and not thrown, whatever it is", async () => {
    const statuses = [500, 200, 401];
    const proto = createMockProto({
      deliverTo: () => new Response(null, { status: statuses.shift() ?? 200 }),
    });
    const chat = await proto.chat();
    for (const text of ["a", "b", "c"]) await chat.bot.text(text);
    expect(proto.deliveries.map(({ status }) => status)).toEqual([500, 200, 401]);
  });

  test("that nothing listens rejects the call, and the next delivery of the chat is sent all the same", async () => {
    const url = await deadUrl();
    const proto = createMockProto({ deliverTo: url });
    const chat = await proto.chat();
    const both = await Promise.allSettled([chat.bot.text("a"), chat.bot.text("b")]);
    expect(both).toMatchObject([
      { status: "rejected", reason: { code: "refused" } },
      { status: "rejected", reason: { code: "refused" } },
    ]);
    expect(proto.deliveries).toEqual([]);
    await proto.idle();
  });

  test("takes too long after timeoutMs", async () => {
    const proto = createMockProto({ deliverTo: () => new Promise(() => {}), timeoutMs: 20 });
    const chat = await proto.chat();
    await expect(chat.bot.text("a")).rejects.toMatchObject({ code: "timeout" });
  });

  test("comes from a real server too, with the headers it expects", async () => {
    const to = await listen((request, response) => {
      response.writeHead(request.headers["x-secret"] === "abc" ? 200 : 401).end();
    });
    const chat = await createMockProto({ deliverTo: to, headers: { "x-secret": "abc" } }).chat();
    expect((await chat.bot.text("a")).status).toBe(200);
  });
});
