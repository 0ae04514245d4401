import { describe, expect, test } from "vitest";
import { validateCreateChat, validateDelivery, validateMediaType, validateTag } from "../src/index.ts";
import * as strict from "../src/strict.ts";

const message = { type: "text", author: { type: "bot", id: "bot_1", name: "Bot" }, data: { text: "Hello" } };
const event = {
  type: "new_messages",
  chat: { id: "chat_1", human: { id: "human_1", name: "Ada" } },
  channel: { id: "channel_1" },
  messages: [message],
};

function messages(result: ReturnType<typeof validateDelivery>): string[] {
  return result.ok ? [] : result.issues.map((issue) => issue.message);
}

test("an issue says where, what was expected and what was found", () => {
  const button = { type: "postback", title: "Choose" };
  const card = { title: "", text: "", imageUrl: "", buttons: [button, button, button] };
  const data = { cards: [card, card, card, { ...card, buttons: [button, button, button, button] }] };
  const result = validateDelivery({
    events: [{ ...event, messages: [message, message, { ...message, type: "carousel", data }] }],
  });
  expect(result).toEqual({
    ok: false,
    issues: [
      {
        kind: "too_many_items",
        path: ["events", 0, "messages", 2, "data", "cards", 3, "buttons"],
        pointer: "/events/0/messages/2/data/cards/3/buttons",
        expected: "at most 3 items",
        found: "4",
        message: "events[0].messages[2].data.cards[3].buttons: expected at most 3 items, found 4",
      },
    ],
  });
});

test("several mistakes give an issue each", () => {
  const result = validateDelivery({
    events: [{ ...event, channel: {}, chatToken: 1, messages: [{}, message, 4] }],
  });
  expect(messages(result).sort()).toEqual([
    "events[0].channel.id: expected a required property, found nothing",
    "events[0].chatToken: expected a string or null, found a number",
    "events[0].messages[0].author: expected a required property, found nothing",
    "events[0].messages[0].type: expected a required property, found nothing",
    "events[0].messages[2]: expected an object, found a number",
  ]);
});

test.each([
  [
    validateMediaType("sticker"),
    'the whole value: expected one of "image", "video", "audio", "file", found another string',
  ],
  [validateMediaType(3), "the whole value: expected a string, found a number"],
  [
    validateTag({ id: "t", value: true }),
    "value: expected a string or a number or an array, found a boolean",
  ],
  [validateCreateChat({ human: { id: [] } }), "human.id: expected a string or null, found an array"],
  [
    strict.validateMediaData({ type: "file", url: "no url", filename: "" }),
    "url: expected a URI, found another string",
  ],
])("%#: in words", (result, line) => {
  expect(result).toMatchObject({ ok: false, issues: [{ message: line }] });
});

test("keys that are no names are quoted in the line, and escaped in the pointer", () => {
  const result = strict.validateDelivery({ events: [], "a/b ~c": 1 });
  expect(result).toMatchObject({
    issues: [
      { pointer: "/a~1b ~0c", message: '["a/b ~c"]: expected no property of this name, found a number' },
    ],
  });
});

describe("did you mean", () => {
  test.each([
    [{ events: [{ ...event, chattoken: "x" }] }, "chatToken"],
    [
      { events: [{ ...event, messages: [{ ...message, data: { text: "x", quickReply: [] } }] }] },
      "quickReplies",
    ],
    [{ events: [{ ...event, messages: [{ ...message, type: "carousell" }] }] }, "carousel"],
    [
      { events: [{ ...event, messages: [{ ...message, author: { ...message.author, type: "boot" } }] }] },
      "bot",
    ],
    [{ events: [{ ...event, replyTokens: "x" }] }, "replyToken"],
    [{ event: [] }, "events"],
    [{ events: [{ ...event, messages: [{ ...message, type: "txet" }] }] }, "text"],
  ])("%#: %j", (value, suggestion) => {
    const result = strict.validateDelivery(value);
    const issues = result.ok ? [] : result.issues;
    const issue = issues.find((candidate) => candidate.suggestion !== undefined);
    expect(issue?.suggestion).toBe(suggestion);
    expect(issue?.message).toContain(`; did you mean "${suggestion}"?`);
  });

  test.each([
    [{ events: [{ ...event, priority: 1 }] }],
    // The name that is most like it is there already.
    [{ events: [{ ...event, chatToken: "x", chattoken: "x" }] }],
    [{ events: [], ["x".repeat(100_000)]: 1 }],
  ])("not when nothing is like it: %#", (value) => {
    const result = strict.validateDelivery(value);
    expect(result.ok ? [] : result.issues).toMatchObject([{ kind: "unknown_property" }]);
    expect(result).not.toHaveProperty("issues.0.suggestion");
  });
});

test("no line holds a value", () => {
  const secret = "s3cret";
  const spoilt = {
    ...event,
    chat: [secret],
    channel: secret,
    chatToken: { secret },
    messages: [secret, { type: secret }],
  };
  for (const validate of [validateDelivery, strict.validateDelivery]) {
    const result = validate({ events: [spoilt, secret, { ...event, type: secret, chat: secret }] });
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain(secret);
  }
});
