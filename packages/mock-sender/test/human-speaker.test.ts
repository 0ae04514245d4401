import { describe, expect, test } from "vitest";
import { createMockProto, InvalidValueError } from "../src/index.ts";
import { quietChat } from "./quiet-chat.ts";

describe("what a human says", () => {
  test("is a call of the Messaging API, and is answered when it resolves", async () => {
    const proto = createMockProto({
      token: "secret",
      baseUrl: "http://127.0.0.1:4010/",
      paths: { sendMessage: "/to/{chat_id}/of/{channel_id}" },
      channelId: "a channel/1",
    });
    const chat = await proto.chat();
    await chat.human.says("Hi", { replyToken: "r" });
    await chat.human.sends({ type: "button", data: { postbackData: "plan=basic" } });
    expect(proto.deliveries.map(({ delivery }) => delivery.events)).toMatchObject([
      [{ messages: [{ data: { text: "You said: Hi" } }], replyToken: "r" }],
      [{ messages: [{ data: { text: "You said: plan=basic" } }] }],
    ]);
  });

  test("goes to the chat's own channel", async () => {
    const proto = createMockProto();
    const url = "https://gw.proto.cx/webhook/channel_9/chat";
    await proto.fetch(url, { method: "POST", headers: { "X-PROTO-TOKEN": "t" }, body: "{}" });
    const [chat] = proto.chats;
    await chat?.human.says("Hi");
    expect(proto.deliveries[0]?.delivery.events[0]).toMatchObject({ channel: { id: "channel_9" } });
    expect(chat?.channelId).toBe("channel_9");
  });

  test("is refused when it does not fit the spec", async () => {
    const { chat, heard } = await quietChat();
    const wrong = chat.human.sends({ type: "text", data: { txt: "secret" } } as never);
    await expect(wrong).rejects.toThrow(InvalidValueError);
    await expect(wrong).rejects.toThrow(
      'data.txt: expected no property of this name, found a string; did you mean "text"?',
    );
    expect([heard, chat.transcript]).toEqual([[], []]);
  });

  test("throws what the answer failed with, and nobody else does", async () => {
    const proto = createMockProto();
    proto.onHuman(() => expect.unreachable("my mistake"));
    const [one, two] = [await proto.chat(), await proto.chat()];
    const failed = two.human.says("b").catch((error: Error) => error.message);
    await expect(one.human.says("a")).rejects.toThrow("my mistake");
    expect(await failed).toMatch("my mistake");
    await proto.idle();
  });

  test("does not wait for other chats", async () => {
    let goOn = (_: Response) => {};
    const proto = createMockProto({
      deliverTo: async (request) =>
        (await request.text()).includes("slow")
          ? new Promise<Response>((resolve) => {
              goOn = resolve;
            })
          : new Response(),
    });
    const [one, two] = [await proto.chat(), await proto.chat()];
    const slow = one.bot.text("slow");
    await two.human.says("Hi");
    expect(two.transcript).toMatchObject([{ by: "human" }, { by: "bot", outcome: 200 }]);
    expect(one.transcript).toMatchObject([{ outcome: "pending" }]);
    goOn(new Response());
    await slow;
  });
});
