// The control endpoints, over real HTTP.
import { describe, expect, test } from "vitest";
import { duplicates, formatScenario, newMessagesEvent, scenario, unknownFields } from "../../src/index.ts";
import { deadUrl } from "../loopback.ts";
import { type Answered, started } from "./support.ts";

/** A server with one chat, and what its receiver got. */
async function talk(options: Parameters<typeof started>[0] = {}) {
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects says what it is
  const events: any[] = [];
  const deliverTo = async (request: Request) => {
    events.push(...((await request.json()) as { events: unknown[] }).events);
    return new Response("thanks");
  };
  const server = await started({ deliverTo, ...options });
  await server.post("/webhook/channel_1/chat", { human: { name: "Ada" } });
  return {
    ...server,
    events,
    say: (path: string, body?: unknown) => server.post(`/_mock/chats/chat_1/${path}`, body),
  };
}

describe("who speaks", () => {
  test.each(["bot", "agent"])("the %s: texts, files, any messages", async (who) => {
    const { say, events } = await talk();
    const quickReplies = ["Billing", { title: "Agent", text: "I want an agent" }];
    const answered = await say(`${who}/text`, { text: "Hello", quickReplies });
    expect(answered).toMatchObject({ status: 200, body: { status: 200, body: "thanks" } });
    expect(answered.body.durationMs).toBeGreaterThan(0);
    expect(answered.body.delivery.events).toEqual(events);
    await say(`${who}/media`, { type: "image", url: "https://files.example.com/a/receipt.png?x=1" });
    await say(`${who}/media`, { type: "file", url: "https://files.example.com/b", filename: "b.pdf" });
    await say(`${who}/messages`, {
      messages: [{ type: "hyperlink" }, { type: "text", data: { text: "Bye" } }],
    });
    expect(events).toMatchObject([
      { messages: [{ data: { quickReplies: [{ title: "Billing", text: "Billing" }, quickReplies[1]] } }] },
      { messages: [{ data: { type: "image", filename: "receipt.png" } }] },
      { messages: [{ data: { type: "file", filename: "b.pdf" } }] },
      { messages: [{ type: "hyperlink" }, { data: { text: "Bye" } }] },
    ]);
    const authors = events.flatMap(({ messages }) => messages).map(({ author }) => author.type);
    expect(new Set(authors)).toEqual(new Set([who]));
  });

  test("the agent takes over", async () => {
    const { say, events } = await talk();
    expect((await say("agent/takes-over")).status).toBe(200);
    expect(events).toMatchObject([
      { messages: [{ type: "thirdparty_agent_takeover", author: { type: "agent" } }] },
    ]);
  });

  test("the human says something, and clicks; it is answered when that was delivered", async () => {
    const { say, events } = await talk();
    const said = await say("human/says", { text: "Hi", replyToken: "reply_1" });
    expect(said.body.transcript).toMatchObject([{ by: "human" }, { by: "bot", outcome: 200 }]);
    expect(events).toMatchObject([{ replyToken: "reply_1", messages: [{ data: { text: "You said: Hi" } }] }]);
    const buttons = [
      { type: "postback", title: "Choose", postbackData: "plan=basic" },
      { type: "url", title: "Read", url: "https://www.example.com/plans" },
    ];
    await say("bot/messages", {
      messages: [{ type: "carousel", data: { cards: [{ title: "Basic", buttons }] } }],
    });
    const clicked = await say("human/clicks", { title: "Choose", card: "Basic", replyToken: "reply_2" });
    expect(clicked.body).toMatchObject({
      click: { sends: { type: "button", data: { postbackData: "plan=basic" }, replyToken: "reply_2" } },
      transcript: [{ by: "human" }, { by: "bot" }],
    });
    const opened = await say("human/clicks", { title: "Read" });
    expect(opened.body).toEqual({
      click: { opens: "https://www.example.com/plans", webview: false },
      transcript: [],
    });
  });
});

describe("what there is", () => {
  test("state and deliveries; reset forgets them, and counts anew", async () => {
    const { say, get, post } = await talk();
    await say("bot/text", { text: "Hello" });
    expect((await get("/_mock/state")).body).toMatchObject({
      humans: [{ id: "human_1", name: "Ada" }],
      chats: [{ id: "chat_1", channelId: "channel_1", human: { id: "human_1", name: "Ada" } }],
      transcript: [{ chatId: "chat_1", by: "bot", message: { data: { text: "Hello" } }, outcome: 200 }],
    });
    expect((await get("/_mock/deliveries")).body).toMatchObject({
      deliveries: [{ status: 200, body: "thanks", delivery: { events: [{ type: "new_messages" }] } }],
    });
    expect(await post("/_mock/reset")).toMatchObject({ status: 204, body: undefined });
    expect((await get("/_mock/state")).body).toEqual({ humans: [], chats: [], transcript: [] });
    expect((await get("/_mock/deliveries")).body).toEqual({ deliveries: [] });
    expect((await post("/webhook/channel_1/chat", {})).body).toEqual({ chat: { id: "chat_1" } });
  });

  test("idle waits for the replies to what a program said", async () => {
    const { post, events } = await talk();
    await post("/webhook/channel_1/chat/chat_1/message", { type: "text", data: { text: "Hi" } });
    expect((await post("/_mock/idle")).status).toBe(204);
    expect(events).toHaveLength(1);
  });
});

test("a scenario: sent as its sender does, with all that became of it", async () => {
  const headers: (string | null)[] = [];
  const bodies: string[] = [];
  const deliverTo = async (request: Request) => {
    headers.push(request.headers.get("x-secret"));
    bodies.push(await request.text());
    return new Response(null, { status: bodies.length === 1 ? 503 : 200 });
  };
  const { post, get } = await started({ deliverTo, headers: { "x-secret": "s3cret" } });
  const events = [newMessagesEvent(), "{broken"];
  const given = scenario({ events, sender: [duplicates({ at: [1] }), unknownFields({ at: [1] })], seed: 7 });
  const { status, body } = await post("/_mock/scenario", formatScenario(given));
  expect(status).toBe(200);
  expect(body.deliveries.map((one: { body: string }) => one.body)).toEqual(bodies);
  expect(body.deliveries).toMatchObject([
    { name: "1", outcome: { status: 503 } },
    { name: "1d", outcome: { status: 200 } },
    { name: "2", outcome: { status: 200 } },
  ]);
  expect(headers).toEqual(["s3cret", "s3cret", "s3cret"]);
  expect((await get("/_mock/deliveries")).body.deliveries).toEqual([]);
});

describe("what is wrong is a problem that says where, and what to do", () => {
  const text = "/_mock/chats/chat_1/bot/text";
  test.each<[string, string, unknown, number, object]>([
    ["no JSON", text, '{"text":\n x}', 400, { line: 2, column: 2 }],
    ["no body", text, undefined, 400, { line: 1, column: 1 }],
    ["a property that there is not", text, { txt: "Hello" }, 400, { path: "/txt" }],
    ["a property that is missing", text, {}, 400, { path: "/text" }],
    ["no object", text, [], 400, { path: "" }],
    ["quick replies that are none", text, { text: "a", quickReplies: [7] }, 400, { path: "/quickReplies/0" }],
    [
      "messages that are none",
      "/_mock/chats/chat_1/bot/messages",
      { messages: [7] },
      400,
      { path: "/messages/0" },
    ],
    ["no messages", "/_mock/chats/chat_1/bot/messages", {}, 400, { path: "/messages" }],
    [
      "a message that does not fit the spec",
      "/_mock/chats/chat_1/bot/messages",
      { messages: [{ type: "text", data: { text: 7 } }] },
      400,
      { issues: [{ kind: "wrong_type" }] },
    ],
    [
      "a message of no known type",
      "/_mock/chats/chat_1/bot/messages",
      { messages: [{ type: "nonsense" }] },
      400,
      { issues: [{}] },
    ],
    [
      "a message without a type",
      "/_mock/chats/chat_1/bot/messages",
      { messages: [{}] },
      400,
      { issues: [{}] },
    ],
    [
      "a medium that there is not",
      "/_mock/chats/chat_1/bot/media",
      { type: "smell", url: "https://a.example" },
      400,
      { issues: [{}] },
    ],
    [
      "another chat",
      "/_mock/chats/chat_2/bot/text",
      { text: "Hello" },
      404,
      { detail: expect.stringContaining("POST /webhook/{channel_id}/chat") },
    ],
    ["a click on nothing", "/_mock/chats/chat_1/human/clicks", { title: "Agent" }, 409, { titles: [] }],
    [
      "a scenario of another version",
      "/_mock/scenario",
      { format: "proto-webhooks-scenario", version: 9 },
      400,
      { detail: expect.stringContaining("version 9") },
    ],
    [
      "a wrong habit",
      "/_mock/scenario",
      { format: "proto-webhooks-scenario", version: 1, events: [], sender: [{ kind: "nonsense" }] },
      400,
      { path: "/sender/0/kind" },
    ],
    [
      "no such endpoint",
      "/_mock/nonsense",
      {},
      404,
      { detail: expect.stringContaining("/_mock/openapi.json") },
    ],
    ["a part too many", "/_mock/chats/chat_1/bot/text/x", {}, 404, {}],
  ])("%s", async (_what, path, body, status, more) => {
    const { post, events } = await talk();
    const answered: Answered = await post(path, body);
    expect(answered.body).toMatchObject({
      title: expect.any(String),
      status,
      detail: expect.any(String),
      ...more,
    });
    expect(answered.status).toBe(status);
    expect(answered.headers.get("content-type")).toBe("application/problem+json");
    expect(events).toEqual([]);
  });

  test("another method: 405, and which one it takes", async () => {
    const { get } = await talk();
    const answered = await get(text);
    expect(answered.status).toBe(405);
    expect(answered.headers.get("allow")).toBe("POST");
  });

  test("a click that was a slip: what can be clicked", async () => {
    const { say } = await talk();
    await say("bot/text", { text: "What is it about?", quickReplies: ["Billing", "Agent"] });
    const { status, body } = await say("human/clicks", { title: "billing" });
    expect({ status, titles: body.titles }).toEqual({ status: 409, titles: ["Billing", "Agent"] });
    expect(body.detail).toContain('did you mean "Billing"?');
  });

  test("nobody there: 502 with the code, of each side, and of idle once", async () => {
    const deliverTo = await deadUrl();
    const { say, post } = await talk({ deliverTo });
    const refused = {
      status: 502,
      body: { code: "refused", detail: expect.stringContaining("Start the receiver") },
    };
    expect(await say("bot/text", { text: "Hello" })).toMatchObject(refused);
    expect(await say("human/says", { text: "Hello" })).toMatchObject(refused);
    await post("/webhook/channel_1/chat/chat_1/message", { type: "text", data: { text: "Hi" } });
    expect(await post("/_mock/idle")).toMatchObject(refused);
    expect((await post("/_mock/idle")).status).toBe(204);
  });

  test("a script that throws: 500", async () => {
    const { say, proto } = await talk();
    proto.onHuman(() => {
      throw new Error("no answer known");
    });
    expect(await say("human/says", { text: "Hello" })).toMatchObject({
      status: 500,
      body: { detail: "no answer known" },
    });
  });
});
