import type { Delivery, NewMessagesEvent } from "@proto-webhooks/types";
import { setupServer } from "msw/node";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import {
  createMockProto,
  type HumanScript,
  type MockProto,
  type MockProtoOptions,
  textMessage,
} from "../src/index.ts";
import { channelUrl, say } from "./human.ts";
import { deadUrl, listen } from "./loopback.ts";

/** A mock Proto whose API is called by the real fetch: MSW intercepts it. */
function intercepting(options?: MockProtoOptions): MockProto {
  const proto = createMockProto(options);
  const server = setupServer(...proto.handlers);
  server.listen({ onUnhandledFrame: "error" });
  onTestFinished(() => server.close());
  return proto;
}

const eventsOf = (proto: MockProto) =>
  proto.deliveries.flatMap(({ delivery }) => delivery.events as NewMessagesEvent[]);
const textsOf = (proto: MockProto) =>
  eventsOf(proto).flatMap(({ messages }) => messages.map(({ data }) => (data as { text: string }).text));

describe.each([
  ["intercepted by MSW", intercepting, (...args: Parameters<typeof fetch>) => fetch(...args)],
  ["as a plain function", createMockProto, undefined],
])("a human, %s", (_, create, anyFetch) => {
  test("is answered by the bot, with the chat token and the reply token", async () => {
    const received: Delivery[] = [];
    const proto = create({
      deliverTo: async (request) => {
        received.push((await request.json()) as Delivery);
        return new Response();
      },
    });
    const call = anyFetch ?? proto.fetch;
    const headers = { "X-PROTO-TOKEN": "t" };
    const created = await call(`${channelUrl}/chat`, {
      method: "POST",
      headers,
      body: JSON.stringify({ human: { name: "Ada" }, chatToken: "of the chat" }),
    });
    const { chat } = await created.json();
    expect((await say(call, chat.id, "Hi", "of the message")).status).toBe(200);
    await proto.idle();
    expect(received).toEqual([
      {
        events: [
          {
            type: "new_messages",
            chat: { id: chat.id, human: { id: "human_1", name: "Ada" } },
            channel: { id: "channel_7f3a" },
            chatToken: "of the chat",
            messages: [textMessage({ text: "You said: Hi" })],
            replyToken: "of the message",
          },
        ],
      },
    ]);
  });

  test("is answered in a real server, past the interception", async () => {
    const bodies: string[] = [];
    const to = await listen((_, response, body) => {
      bodies.push(body.toString());
      response.end();
    });
    const proto = create({ deliverTo: to });
    const chat = await proto.chat();
    await say(anyFetch ?? proto.fetch, chat.id, "Hi");
    await proto.idle();
    expect(proto.deliveries).toMatchObject([{ status: 200 }]);
    expect(JSON.parse(bodies[0] ?? "")).toEqual(proto.deliveries[0]?.delivery);
  });
});

test("a delivery to the place of the Messaging API itself is not answered by the mock", async () => {
  const url = await deadUrl();
  const proto = intercepting({ baseUrl: url, deliverTo: `${url}/channel_7f3a/chat` });
  const chat = await proto.chat();
  await expect(chat.bot.text("Hi")).rejects.toMatchObject({ code: "refused" });
});

describe("the bot's script", () => {
  const hear = async (script: HumanScript | undefined, ...texts: string[]) => {
    const proto = createMockProto();
    if (script) proto.onHuman(script);
    const chat = await proto.chat();
    for (const text of texts) await say(proto.fetch, chat.id, text, `to ${text}`);
    await proto.idle();
    return proto;
  };

  test("repeats the data of a button", async () => {
    const proto = createMockProto();
    const chat = await proto.chat();
    await proto.fetch(`${channelUrl}/chat/${chat.id}/message`, {
      method: "POST",
      headers: { "X-PROTO-TOKEN": "t" },
      body: JSON.stringify({ type: "button", data: { postbackData: "plan=basic" } }),
    });
    await proto.idle();
    expect(textsOf(proto)).toEqual(["You said: plan=basic"]);
    expect(eventsOf(proto)[0]).not.toHaveProperty("replyToken");
  });

  test("may say nothing", async () => {
    expect((await hear(() => undefined, "a")).deliveries).toEqual([]);
    expect((await hear(async () => [], "a")).deliveries).toEqual([]);
  });

  test("may say several things in one event", async () => {
    const proto = await hear(
      async () => [textMessage({ text: "1" }), { type: "text", data: { text: "2" } }],
      "a",
    );
    expect(eventsOf(proto)).toMatchObject([{ replyToken: "to a", messages: [{}, {}] }]);
    expect(textsOf(proto)).toEqual(["1", "2"]);
  });

  test("is told what was said, and in which chat; it may deliver by itself and wait", async () => {
    const proto = await hear(async (message, chat) => {
      await chat.agent.takesOver();
      return textMessage({ text: `${message.type} in ${chat.id}` });
    }, "a");
    expect(eventsOf(proto)).toMatchObject([
      { messages: [{ type: "thirdparty_agent_takeover" }] },
      { messages: [{ data: { text: "text in chat_1" } }] },
    ]);
  });

  test("answers in the order of what was said, however long each answer takes", async () => {
    let goOn = () => {};
    const first = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const proto = createMockProto();
    proto.onHuman(async (message) => {
      const text = message.type === "text" ? message.data.text : "";
      if (text === "slow") await first;
      return textMessage({ text });
    });
    const [one, two] = [await proto.chat(), await proto.chat()];
    for (const text of ["slow", "quick"]) await say(proto.fetch, one.id, text, text);
    await say(proto.fetch, two.id, "elsewhere");
    await vi.waitFor(() => expect(proto.deliveries).toHaveLength(1));
    goOn();
    await proto.idle();
    expect(textsOf(proto)).toEqual(["elsewhere", "slow", "quick"]);
    expect(eventsOf(proto).map(({ replyToken }) => replyToken)).toEqual([undefined, "slow", "quick"]);
  });

  test("is called after the API answered", async () => {
    const log: string[] = [];
    const proto = createMockProto({
      deliverTo: () => {
        log.push("delivered");
        return new Response();
      },
    });
    const chat = await proto.chat();
    await say(proto.fetch, chat.id, "a").then(() => log.push("answered"));
    await proto.idle();
    expect(log).toEqual(["answered", "delivered"]);
  });

  test("works while the time stands still", async () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    expect(textsOf(await hear(undefined, "a"))).toEqual(["You said: a"]);
  });
});

describe("a reply that fails", () => {
  test.each<[string, HumanScript, MockProtoOptions, RegExp]>([
    ["as the script throws", () => expect.unreachable("my mistake"), {}, /my mistake/],
    [
      "as it does not fit",
      () => ({ type: "text", data: { text: 1 as never } }),
      {},
      /data\.text: expected a string/,
    ],
    [
      "as the receiver throws",
      () => textMessage(),
      { deliverTo: () => expect.unreachable() },
      /The function .* threw/,
    ],
  ])("%s is told by idle, once", async (_, script, options, message) => {
    const proto = createMockProto(options);
    proto.onHuman(script);
    const chat = await proto.chat();
    expect((await say(proto.fetch, chat.id, "a")).status).toBe(200);
    await expect(proto.idle()).rejects.toThrow(message);
    await proto.idle();
  });

  test("is told together with others", async () => {
    const proto = createMockProto({ deliverTo: await deadUrl() });
    const chat = await proto.chat();
    for (const text of ["a", "b"]) await say(proto.fetch, chat.id, text);
    await expect(proto.idle()).rejects.toMatchObject({ errors: [{ code: "refused" }, { code: "refused" }] });
  });

  test("does not hold up the next", async () => {
    const proto = createMockProto();
    const script = vi.fn<HumanScript>(() => textMessage({ text: "b" }));
    script.mockImplementationOnce(() => expect.unreachable());
    proto.onHuman(script);
    const chat = await proto.chat();
    for (const text of ["a", "b"]) await say(proto.fetch, chat.id, text);
    await expect(proto.idle()).rejects.toThrow();
    expect(textsOf(proto)).toEqual(["b"]);
  });
});
