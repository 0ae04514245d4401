import { describe, expect, test, vi } from "vitest";
import {
  ClickError,
  card,
  carouselMessage,
  createMockProto,
  hyperlinkMessage,
  type MockChat,
  postbackButton,
  textButton,
  textMessage,
  urlButton,
} from "../src/index.ts";
import { deadUrl } from "./loopback.ts";
import { quietChat } from "./quiet-chat.ts";

const choices = carouselMessage({
  cards: [
    card({
      title: "Basic plan",
      buttons: [
        textButton({ title: "More", text: "Tell me more" }),
        postbackButton({ title: "Choose", postbackData: "plan=basic" }),
        urlButton({ title: "Compare", url: "https://www.example.com/plans", isWebview: true }),
      ],
    }),
    card({ title: "Pro plan", buttons: [postbackButton({ title: "Choose", postbackData: "plan=pro" })] }),
  ],
});

describe("a click", () => {
  test("on a quick reply sends its text, with the reply token", async () => {
    const { chat, heard } = await quietChat();
    await chat.bot.text("What is it about?", {
      quickReplies: [{ title: "Billing", text: "My bill" }, "Agent"],
    });
    const sends = { type: "text", data: { text: "My bill" }, replyToken: "r" };
    expect(await chat.human.clicks("Billing", { replyToken: "r" })).toEqual({ sends });
    expect(heard).toEqual([sends]);
  });

  test.each([
    ["a text button sends its text", "More", {}, { sends: { type: "text", data: { text: "Tell me more" } } }],
    [
      "a postback button sends its data",
      "Choose",
      { card: "Basic plan" },
      { sends: { type: "button", data: { postbackData: "plan=basic" } } },
    ],
    ["a URL button calls no API", "Compare", {}, { opens: "https://www.example.com/plans", webview: true }],
    ["a hyperlink calls no API", "Hours", {}, { opens: "https://www.example.com/hours", webview: false }],
  ])("on %s", async (_, title, options, click) => {
    const { chat, heard } = await quietChat();
    await chat.bot.send(choices, hyperlinkMessage({ label: "Hours", url: "https://www.example.com/hours" }));
    expect(await chat.human.clicks(title, options)).toEqual(click);
    expect(heard).toEqual("sends" in click ? [click.sends] : []);
  });

  test("on a URL button that names no webview opens none", async () => {
    const { chat } = await quietChat();
    const button = { type: "url", title: "Open", url: "https://www.example.com/", isWebview: null } as const;
    await chat.bot.send(carouselMessage({ cards: [{ buttons: [button] }] }));
    expect(await chat.human.clicks("Open")).toEqual({ opens: "https://www.example.com/", webview: false });
  });

  test("on a button is possible however much was said since; the newest of a title counts", async () => {
    const { chat } = await quietChat();
    const plan = (postbackData: string) =>
      carouselMessage({ cards: [{ buttons: [postbackButton({ title: "Choose", postbackData })] }] });
    await chat.bot.send(plan("old"));
    await chat.agent.send(plan("new"), textMessage());
    await chat.human.says("Hm");
    expect(await chat.human.clicks("Choose")).toMatchObject({ sends: { data: { postbackData: "new" } } });
  });

  test("needs the card when a message has the title more than once", async () => {
    const { chat, heard } = await quietChat();
    await chat.bot.send(choices);
    await expect(chat.human.clicks("Choose")).rejects.toThrow(
      `"Choose" is there 2 times in one message, and each does something else: name its card, as in clicks(title, { card }).
Clickable:
- "Choose": postback button of the card "Basic plan"
- "Choose": postback button of the card "Pro plan"`,
    );
    await chat.human.clicks("Choose", { card: "Pro plan" });
    expect(heard).toEqual([{ type: "button", data: { postbackData: "plan=pro" } }]);
  });

  test("needs no card when all of that title do the same", async () => {
    const { chat } = await quietChat();
    const agent = card({ buttons: [textButton({ title: "Agent", text: "Agent" })] });
    await chat.bot.send(carouselMessage({ cards: [agent, agent] }));
    expect(await chat.human.clicks("Agent")).toMatchObject({ sends: { data: { text: "Agent" } } });
  });

  test("may be made by the receiver, before it answers", async () => {
    let chat: MockChat | undefined;
    let clicked: unknown;
    const deliverTo = vi.fn(() => {
      // Not waited for: the answer to it is delivered after this delivery.
      clicked ??= chat?.human.clicks("Billing");
      return new Response();
    });
    const proto = createMockProto({ deliverTo });
    chat = await proto.chat();
    await chat.bot.text("What is it about?", { quickReplies: ["Billing"] });
    await clicked;
    expect(proto.transcript.map(({ by }) => by)).toEqual(["bot", "human", "bot"]);
  });
});

describe("what cannot be clicked", () => {
  const fails = async (chat: MockChat, title: string, card?: string): Promise<ClickError> => {
    const error = await chat.human
      .clicks(title, { ...(card !== undefined && { card }) })
      .catch((error) => error);
    expect(error).toBeInstanceOf(ClickError);
    return error as ClickError;
  };

  test("is told with the list of what can, the newest first", async () => {
    const { chat, heard } = await quietChat();
    await chat.bot.send(choices, hyperlinkMessage({ label: "Hours" }));
    await chat.bot.text("What is it about?", { quickReplies: ["Billing", "Agent"] });
    const error = await fails(chat, "biling");
    expect(error.message).toBe(`"biling" cannot be clicked; did you mean "Billing"?
Clickable:
- "Billing": quick reply
- "Agent": quick reply
- "Hours": hyperlink
- "More": text button of the card "Basic plan"
- "Choose": postback button of the card "Basic plan"
- "Compare": url button of the card "Basic plan"
- "Choose": postback button of the card "Pro plan"`);
    expect(error.titles).toEqual(["Billing", "Agent", "Hours", "More", "Choose", "Compare", "Choose"]);
    expect(heard).toEqual([]);
  });

  test.each([
    ["Something else", undefined, /^"Something else" cannot be clicked\.\nClickable:\n- "Hours"/],
    ["Hours", "Basic plan", /^"Hours" on a card "Basic plan" cannot be clicked\.\n/],
    ["hours", undefined, /did you mean "Hours"\?/],
  ])("%s of the card %s", async (title, card, message) => {
    const { chat } = await quietChat();
    await chat.bot.send(hyperlinkMessage({ label: "Hours" }));
    expect((await fails(chat, title, card)).message).toMatch(message);
  });

  test("is everything, in a chat without anything", async () => {
    const { chat } = await quietChat();
    await chat.bot.text("Hi");
    expect((await fails(chat, "Hi")).message).toBe('"Hi" cannot be clicked.\nNothing is clickable.');
  });

  test.each<[string, (chat: MockChat) => Promise<unknown>]>([
    ["the human", (chat) => chat.human.says("Hm")],
    ["the bot", (chat) => chat.bot.text("Well?")],
    ["an agent", (chat) => chat.agent.takesOver()],
  ])("are quick replies after %s spoke", async (_, speak) => {
    const { chat } = await quietChat();
    await chat.bot.text("What is it about?", { quickReplies: ["Billing"] });
    await speak(chat);
    expect((await fails(chat, "Billing", "Basic plan")).message).toMatch(/" cannot be clicked\.\n/);
    expect((await fails(chat, "Billing")).message).toBe(
      '"Billing" was a quick reply: those can be clicked only while nothing was said after them.\nNothing is clickable.',
    );
  });

  test("are quick replies of another chat", async () => {
    const { proto, chat } = await quietChat();
    await (await proto.chat()).bot.text("What is it about?", { quickReplies: ["Billing"] });
    expect((await fails(chat, "Billing")).titles).toEqual([]);
  });

  test("is what was not delivered", async () => {
    const { chat } = await quietChat({ deliverTo: await deadUrl() });
    await expect(chat.bot.send(choices)).rejects.toThrow();
    expect((await fails(chat, "More")).titles).toEqual([]);
  });

  test.each([
    ["a text button without a text", { type: "text" as const, title: "X", text: null }],
    ["a postback button without data", { type: "postback" as const, title: "X", postbackData: null }],
    ["a URL button without a URL", { type: "url" as const, title: "X", url: null }],
  ])("is %s", async (_, button) => {
    const { chat } = await quietChat();
    await chat.bot.send(carouselMessage({ cards: [{ buttons: [button] }] }));
    expect((await fails(chat, "X")).message).toMatch(
      /^"X" has nothing to send or to open\.\nClickable:\n- "X": /,
    );
  });
});
