import { describe, expect, test } from "vitest";
import { createMockProto } from "../src/index.ts";
import "../src/matchers/vitest.ts";
import { failureOf } from "./failure-of.ts";
import { talked } from "./talked.ts";

describe("toHaveHeard", () => {
  test("finds what a human said", async () => {
    const { proto, chat, other } = await talked();
    await other.human.sends({ type: "button", data: { postbackData: "plan=basic" } });
    for (const talk of [proto, chat]) {
      expect(talk).toHaveHeard("Hi");
      expect(talk).toHaveHeard(/i/);
      expect(talk).toHaveHeard({ replyToken: "r" });
      expect(talk).not.toHaveHeard("Hello");
    }
    expect(other).toHaveHeard({ type: "button", data: { postbackData: "plan=basic" } });
    expect(chat).not.toHaveHeard({ type: "button" });
    expect(other).not.toHaveHeard("plan=basic");
    expect(failureOf(() => expect(proto).toHaveHeard("Ho"))).toBe(`expect(proto).toHaveHeard(expected)

No human said anything like this.

- Expected
+ The closest

  {
    "data": {
-     "text": "Ho",
+     "text": "Hi",
    },
    "type": "text",
  }

1. human: text {"text":"Hi"}
2. human: button {"postbackData":"plan=basic"}`);
    expect(failureOf(() => expect(proto).not.toHaveHeard("Hi"))).toBe(
      'expect(proto).not.toHaveHeard(expected)\n\nA human said it:\n{ "data": { "text": "Hi", }, "replyToken": "r", "type": "text", }',
    );
    expect(failureOf(() => expect(createMockProto()).toHaveHeard("Hi"))).toContain(
      '\n\nNo human said anything.\n\nExpected: { "data": { "text": "Hi", }, "type": "text", }',
    );
  });
});

describe("toHaveReplied", () => {
  test("finds what was said after the human's last word, in order", async () => {
    const { proto, chat, other } = await talked();
    for (const talk of [proto, chat]) {
      expect(talk).toHaveReplied();
      expect(talk).toHaveReplied("Hello");
      expect(talk).toHaveReplied({ type: "text" }, /about\?$/);
      expect(talk).not.toHaveReplied("Welcome");
      expect(talk).not.toHaveReplied(/about/, "Hello");
      expect(talk).not.toHaveReplied("Hello", "Hello");
      expect(talk).not.toHaveReplied({ type: "media" });
    }
    expect(other).not.toHaveReplied();
    await chat.human.says("Something else");
    expect(chat).not.toHaveReplied();
    expect(chat).not.toHaveReplied("Hello");
  });

  test("counts what was answered", async () => {
    const chat = await createMockProto({ deliverTo: () => expect.unreachable() }).chat();
    await expect(chat.human.says("Hi")).rejects.toThrow();
    expect(chat.transcript).toMatchObject([{ by: "human" }, { by: "bot", outcome: "no_response" }]);
    expect(chat).not.toHaveReplied();
  });

  test("says what is missing", async () => {
    const { chat, other } = await talked();
    expect(failureOf(() => expect(chat).toHaveReplied("Hello", "Hello"))).toBe(
      `expect(chat).toHaveReplied(...expected)

The expected message 2 is not among the replies, after those before it.

- Expected
+ The closest

  {
    "data": {
-     "text": "Hello",
+     "text": "What is it about?",
    },
    "type": "text",
  }

1. bot: text {"text":"Hello"}
2. bot: text {"text":"What is it about?"}`,
    );
    expect(failureOf(() => expect(chat).toHaveReplied("Bye"))).toContain(
      "\n\nThe expected message is not among the replies.\n\n- Expected",
    );
    expect(failureOf(() => expect(chat).toHaveReplied("What is it about?", "Bye"))).toMatch(
      /after those before it\.\n\nExpected: .*"Bye".*\n\n1\. bot: text \{"text":"Hello"\}\n2\. /,
    );
    expect(failureOf(() => expect(chat).not.toHaveReplied("Hello"))).toBe(
      `expect(chat).not.toHaveReplied(...expected)

This was replied to what the human said last:
1. bot: text {"text":"Hello"}
2. bot: text {"text":"What is it about?"}`,
    );
    expect(failureOf(() => expect(other).toHaveReplied())).toBe(
      "expect(chat).toHaveReplied()\n\nNo human said anything that could be replied to.",
    );
    await chat.human.says("Something else");
    expect(failureOf(() => expect(chat).toHaveReplied("Hello"))).toContain(
      "\n\nNothing was replied to what the human said last.",
    );
  });
});

test.each(["toHaveDelivered", "toHaveHeard", "toHaveReplied"] as const)(
  "%s fails for what is no mock Proto, negated or not",
  (name) => {
    for (const other of [undefined, null, [], createMockProto().deliveries]) {
      const error = `${name}: what is expected to is neither a mock Proto nor a chat of one.`;
      expect(failureOf(() => expect(other)[name]("Hello"))).toBe(error);
      expect(failureOf(() => expect(other).not[name]("Hello"))).toBe(error);
    }
  },
);
