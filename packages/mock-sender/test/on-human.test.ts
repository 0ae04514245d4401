import type { SendMessage } from "@proto-webhooks/types";
import { describe, expect, test } from "vitest";
import {
  type Answer,
  createMockProto,
  InvalidValueError,
  type MockChat,
  type Rule,
  type TranscriptEntry,
  textMessage,
} from "../src/index.ts";

/** The texts that Proto said in a chat. */
const textsOf = ({ transcript }: MockChat) =>
  transcript.flatMap(({ outcome, message }) =>
    outcome !== undefined && message.type === "text" ? [message.data.text] : [],
  );

describe("rules", () => {
  const answers = async (rules: readonly Rule[], said: (string | SendMessage)[], otherwise?: Answer) => {
    const proto = createMockProto();
    proto.onHuman(rules, otherwise);
    const chat = await proto.chat();
    for (const one of said) await (typeof one === "string" ? chat.human.says(one) : chat.human.sends(one));
    return textsOf(chat);
  };
  const text = (text: string) => textMessage({ text });
  const button = (postbackData: string): SendMessage => ({ type: "button", data: { postbackData } });

  test("a string stands for exactly these words", async () => {
    const rules: Rule[] = [["Billing", text("1")]];
    expect(await answers(rules, ["Billing", "billing", "Billing?", button("Billing")])).toEqual(["1", "1"]);
  });

  test("a regular expression is searched for, each time from the beginning", async () => {
    const rules: Rule[] = [[/open/gi, text("1")]];
    expect(await answers(rules, ["Are you open?", "Open", "open", button("open=1")])).toHaveLength(4);
  });

  test("a function is asked", async () => {
    const rules: Rule[] = [[({ type }) => type === "button", text("1")]];
    expect(await answers(rules, ["1", button("1")])).toEqual(["1"]);
  });

  test("the first that fits counts, also if it has nothing to say; otherwise comes last", async () => {
    const rules: Rule[] = [
      [/a/, text("1")],
      ["ab", text("2")],
      ["c", undefined],
    ];
    expect(await answers(rules, ["ab", "c", "d"], text("3"))).toEqual(["1", "3"]);
    expect(await answers(rules, ["d"])).toEqual([]);
    expect(await answers([], ["d"])).toEqual([]);
  });

  test("the answer may be several messages, or a script, which may deliver by itself", async () => {
    const rules: Rule[] = [
      ["two", [text("1"), { type: "text", data: { text: "2" } }]],
      [
        "script",
        async (message, chat) => {
          await chat.agent.text("3");
          return text(`To ${message.type}`);
        },
      ],
    ];
    const otherwise: Answer = (message) => text(`Pardon, ${message.type}?`);
    expect(await answers(rules, ["two", "script", button("x")], otherwise)).toEqual([
      "1",
      "2",
      "3",
      "To text",
      "Pardon, button?",
    ]);
  });

  test("a rule without a pattern is refused at once", () => {
    expect(() =>
      createMockProto().onHuman([
        ["a", undefined],
        [1 as never, undefined],
      ]),
    ).toThrow("proto.onHuman: rule 1 begins with no pattern: a string, a regular expression or a function.");
  });
});

describe("a recorded transcript", () => {
  /** What a human and Proto said, as it would be read from a file. */
  async function record(): Promise<TranscriptEntry[]> {
    const proto = createMockProto();
    proto.onHuman([
      ["plans", [textMessage({ text: "Basic" }), textMessage({ text: "Pro" })]],
      [
        "person",
        async (_, chat) => {
          await chat.agent.takesOver();
          await chat.agent.text("Hello");
        },
      ],
    ]);
    const chat = await proto.chat();
    await chat.bot.text("Welcome");
    await chat.human.says("plans", { replyToken: "then" });
    await chat.human.says("nothing");
    await chat.human.sends({ type: "button", data: { postbackData: "person" } });
    return JSON.parse(JSON.stringify(chat.transcript));
  }

  test("is said again: the same messages, by the same authors, in the same events", async () => {
    const recorded = await record();
    const proto = createMockProto();
    proto.onHuman(recorded);
    await proto.chat();
    const chat = await proto.chat();
    await chat.human.says("plans", { replyToken: "now" });
    await chat.human.says("nothing");
    await chat.human.sends({ type: "button", data: { postbackData: "person" } });
    const same = ({ by, message, event }: TranscriptEntry) => ({ by, message, event });
    expect(recorded).toHaveLength(8);
    expect(chat.transcript.filter(({ outcome }) => outcome).map(same)).toEqual(
      recorded
        .filter(({ outcome, event }) => outcome && event > 1)
        .map((entry) => ({ ...same(entry), event: entry.event && entry.event - 1 })),
    );
    expect(proto.deliveries.map(({ delivery }) => delivery.events[0])).toMatchObject([
      { replyToken: "now", messages: [{}, {}] },
      { messages: [{ type: "thirdparty_agent_takeover", author: { type: "agent" } }] },
      { messages: [{ type: "text" }] },
    ]);
  });

  test("begins anew in each chat", async () => {
    const proto = createMockProto();
    proto.onHuman(await record());
    for (const chat of [await proto.chat(), await proto.chat()]) {
      await chat.human.says("plans");
      expect(textsOf(chat)).toEqual(["Basic", "Pro"]);
    }
  });

  test.each<[string, string, SendMessage[], RegExp]>([
    [
      "other words",
      "names the entry",
      [{ type: "text", data: { text: "plan" } }],
      /^Message 1 of the human is not what was recorded: compare it with entry 1 of the transcript\.$/,
    ],
    [
      "the words on a button",
      "names the entry",
      [{ type: "button", data: { postbackData: "plans" } }],
      /^Message 1 of the human is not/,
    ],
    [
      "one message more",
      "says so",
      [
        { type: "text", data: { text: "plans" } },
        { type: "text", data: { text: "nothing" } },
        { type: "button", data: { postbackData: "person" } },
        { type: "text", data: { text: "secret" } },
      ],
      /^The recorded transcript ends after 3 messages of the human; this is one more\.$/,
    ],
  ])("throws at %s, and %s", async (_, __, messages, error) => {
    const proto = createMockProto();
    proto.onHuman(await record());
    const chat = await proto.chat();
    const last = messages.pop() as SendMessage;
    for (const message of messages) await chat.human.sends(message);
    await expect(chat.human.sends(last)).rejects.toThrow(error);
  });

  test("of several chats, or with what does not fit the spec, is refused at once", async () => {
    const [welcome, plans, ...rest] = await record();
    const { onHuman } = createMockProto();
    expect(() => onHuman([welcome, { ...plans, chatId: "chat_2" }, ...rest] as TranscriptEntry[])).toThrow(
      "of several chats. Give that of one: chat.transcript.",
    );
    const broken = { ...plans, message: { type: "text", data: {} } };
    expect(() => onHuman([welcome, broken, ...rest] as TranscriptEntry[])).toThrow(InvalidValueError);
    expect(() => onHuman([welcome, broken, ...rest] as TranscriptEntry[])).toThrow(
      "The message of entry 1 of the transcript does not fit the spec:\n- data.text: expected a required property",
    );
    expect(() => onHuman([{ ...welcome, message: {} }] as TranscriptEntry[])).toThrow(
      "entry 0 of the transcript",
    );
  });
});
