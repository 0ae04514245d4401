import { readFile } from "node:fs/promises";
import * as strict from "@proto-webhooks/validators/strict";
import { describe, expect, test } from "vitest";
import { createMockProto, type MockProto, type MockProtoOptions } from "../src/index.ts";

const base = "https://gw.proto.cx/webhook/channel_1";
const example = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`../../../spec/examples/api/${name}.json`, import.meta.url), "utf8"));

interface Call {
  method?: string;
  token?: string | null;
  body?: unknown;
}

/** Calls the Messaging API as a plain function; nothing is intercepted. */
function call(proto: MockProto, url: string, { method = "POST", token = "t", body }: Call = {}) {
  return proto.fetch(url, {
    method,
    headers: { ...(token !== null && { "X-PROTO-TOKEN": token }) },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
}

const get = { method: "GET" };

describe("humans", () => {
  test("are created and read, with all that was told of them", async () => {
    const proto = createMockProto();
    const fields = await example("create-human");
    const created = await call(proto, `${base}/human`, { body: fields });
    expect(created.status).toBe(200);
    const body = await created.json();
    expect(strict.validateCreatedHuman(body)).toMatchObject({ ok: true });
    expect(body).toEqual({ human: { id: "human_1" } });
    const profile = await (await call(proto, `${base}/human/human_1`, get)).json();
    expect(strict.validateHumanProfile(profile)).toMatchObject({ ok: true });
    expect(profile).toEqual({ ...(fields as object), id: "human_1" });
  });

  test("belong to a channel", async () => {
    const proto = createMockProto();
    await call(proto, `${base}/human`, { body: {} });
    const elsewhere = "https://gw.proto.cx/webhook/channel_2";
    expect((await call(proto, `${elsewhere}/human/human_1`, get)).status).toBe(404);
  });
});

describe("chats", () => {
  test("are created with a human who is created on the fly, or made when left out", async () => {
    const proto = createMockProto();
    const body = await (await call(proto, `${base}/chat`, { body: await example("create-chat") })).json();
    expect(strict.validateCreatedChat(body)).toMatchObject({ ok: true });
    expect(body).toEqual({ chat: { id: "chat_1" } });
    expect(await (await call(proto, `${base}/chat`, { body: {} })).json()).toEqual({
      chat: { id: "chat_2" },
    });
    const ada = await (await call(proto, `${base}/human/human_1`, get)).json();
    expect(ada).toMatchObject({ id: "human_1", name: "Ada" });
    expect(await (await call(proto, `${base}/human/human_2`, get)).json()).toEqual({ id: "human_2" });
  });

  test("update a human who is named by id", async () => {
    const proto = createMockProto();
    await call(proto, `${base}/human`, { body: { name: "Ada", email: "ada@example.com" } });
    const human = { id: "human_1", name: "Ada Lovelace" };
    expect((await call(proto, `${base}/chat`, { body: { human } })).status).toBe(200);
    expect(await (await call(proto, `${base}/human/human_1`, get)).json()).toEqual({
      ...human,
      email: "ada@example.com",
    });
  });
});

describe("messages", () => {
  test.each(["send-text", "send-button"])("the example %s is taken", async (name) => {
    const proto = createMockProto();
    await call(proto, `${base}/chat`, { body: {} });
    const sent = await call(proto, `${base}/chat/chat_1/message`, { body: await example(name) });
    expect(sent.status).toBe(200);
    expect(await sent.text()).toBe("");
    await proto.idle();
  });
});

const text = { type: "text", data: { text: "Hi" } };
const refusals: [string, number, string, Call, RegExp, MockProtoOptions?][] = [
  ["no token", 401, "/chat", { token: null, body: {} }, /X-PROTO-TOKEN is missing/],
  ["an empty token", 401, "/chat", { token: "", body: {} }, /X-PROTO-TOKEN is missing/],
  ["no token, to read", 401, "/human/human_1", { ...get, token: null }, /X-PROTO-TOKEN is missing/],
  [
    "another token",
    401,
    "/chat",
    { token: "secret", body: {} },
    /does not hold the token/,
    { token: "right" },
  ],
  ["an unknown channel", 404, "/chat", { body: {} }, /no channel/, { channelId: "channel_2" }],
  ["an unknown human", 404, "/human/human_7", get, /no human/],
  ["an unknown human of a chat", 404, "/chat", { body: { human: { id: "human_7" } } }, /no human/],
  ["an unknown chat", 404, "/chat/chat_7/message", { body: text }, /no chat/],
  ["an unknown operation", 404, "/chats", { body: {} }, /no such operation/],
  ["another method", 404, "/chat", { method: "DELETE" }, /no such operation/],
  ["no body", 400, "/human", {}, /The body is not JSON/],
  ["no JSON", 400, "/human", { body: "{secret" }, /The body is not JSON/],
  ["an unknown property", 400, "/human", { body: { nmae: "secret", name: 1 } }, /nmae: expected no property/],
  ["a misspelt property", 400, "/chat", { body: { chatTokens: "secret" } }, /did you mean "chatToken"\?/],
  [
    "a tag without value",
    400,
    "/human",
    { body: { tags: [{ id: "secret" }] } },
    /tags\[0\]\.value: expected a/,
  ],
  ["no message", 400, "/chat/chat_1/message", { body: { type: "text" } }, /^data: expected a required/],
  ["an unknown message", 400, "/chat/chat_1/message", { body: { type: "txt" } }, /did you mean "text"\?/],
];

test.each(refusals)("%s is refused with %i", async (_, status, path, given, detail, options) => {
  const proto = createMockProto(options);
  await proto.chat();
  const response = await call(proto, `${base.replace("channel_1", "channel_7f3a")}${path}`, given);
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = await response.json();
  expect(body).toMatchObject({ status, title: expect.any(String), detail: expect.stringMatching(detail) });
  expect(JSON.stringify(body)).not.toContain("secret");
});

describe.each<[string, string, Call]>([
  ["createHuman", "/human", { body: {} }],
  ["getHuman", "/human/human_1", get],
  ["createChat", "/chat", { body: {} }],
  ["sendMessage", "/chat/chat_1/message", { body: text }],
])("%s", (_, path, given) => {
  test("needs the token and the channel, and does nothing without", async () => {
    const proto = createMockProto({ token: "right", channelId: "channel_1" });
    await proto.chat();
    const elsewhere = base.replace("channel_1", "channel_2");
    expect((await call(proto, base + path, { ...given, token: null })).status).toBe(401);
    expect((await call(proto, base + path, { ...given, token: "wrong" })).status).toBe(401);
    expect((await call(proto, elsewhere + path, { ...given, token: "wrong" })).status).toBe(401);
    expect((await call(proto, elsewhere + path, { ...given, token: "right" })).status).toBe(404);
    await proto.idle();
    expect([proto.humans.length, proto.chats.length, proto.transcript]).toEqual([1, 1, []]);
    expect((await call(proto, base + path, { ...given, token: "right" })).status).toBe(200);
    await proto.idle();
  });
});

test("an invalid body is answered with every issue", async () => {
  const response = await call(createMockProto(), `${base}/human`, { body: { name: 1, email: 2 } });
  expect((await response.json()).issues).toMatchObject([
    { kind: "wrong_type", pointer: "/name" },
    { kind: "wrong_type", pointer: "/email" },
  ]);
});

describe("its place", () => {
  test.each(["http://127.0.0.1:4010/proto", "http://127.0.0.1:4010/proto/", "http://localhost:4010"])(
    "may be %s",
    async (baseUrl) => {
      const proto = createMockProto({ baseUrl });
      const url = `${baseUrl.replace(/\/$/, "")}/channel_1/chat`;
      expect((await call(proto, url, { body: {} })).status).toBe(200);
    },
  );

  test("may have another path for each operation", async () => {
    const paths = {
      createHuman: "/people/{channel_id}",
      getHuman: "/people/{human_id}/{channel_id}",
      createChat: "/talks/{channel_id}",
      sendMessage: "/talks/{chat_id}/{channel_id}",
    };
    const proto = createMockProto({ paths });
    const at = (path: string) => `https://gw.proto.cx/webhook${path}`;
    expect(await (await call(proto, at("/people/c"), { body: {} })).json()).toEqual({
      human: { id: "human_1" },
    });
    expect((await call(proto, at("/people/human_1/c"), get)).status).toBe(200);
    expect(await (await call(proto, at("/talks/c"), { body: {} })).json()).toEqual({
      chat: { id: "chat_1" },
    });
    expect((await call(proto, at("/talks/chat_1/c"), { body: text })).status).toBe(200);
    await proto.idle();
  });

  test("may have one other path", async () => {
    const proto = createMockProto({ paths: { sendMessage: "/chats/{chat_id}/in/{channel_id}/messages" } });
    await call(proto, `${base}/chat`, { body: {} });
    const url = "https://gw.proto.cx/webhook/chats/chat_1/in/channel_1/messages";
    expect((await call(proto, url, { body: text })).status).toBe(200);
    expect((await call(proto, `${base}/chat/chat_1/message`, { body: text })).status).toBe(404);
    await proto.idle();
  });

  test.each([
    [
      { sendMessage: "/message" },
      /paths\.sendMessage must have the parameters of .*\/\{channel_id\}\/chat\/\{chat_id\}/,
    ],
    [{ createChat: "{channel_id}/chat" }, /paths\.createChat must .* begin with a slash/],
    [{ createChats: "/{channel_id}/chat" }, /paths\.createChats is no operation\. There are createHuman, /],
  ])("%j is refused at once", (paths, message) => {
    expect(() => createMockProto({ paths } as MockProtoOptions)).toThrow(message);
  });
});
