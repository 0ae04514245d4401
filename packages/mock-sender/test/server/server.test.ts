// Mock Proto as a server: the Messaging API over real HTTP, its beginning and its end.
import { once } from "node:events";
import { request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { ListenError, startMockProto } from "../../src/node/index.ts";
import { serveRequests } from "../../src/node/server/serve-requests.ts";
import { listen } from "../loopback.ts";
import { started } from "./support.ts";

describe("the Messaging API", () => {
  test("is at the server's own address, and answers are delivered over HTTP", async () => {
    const bodies: string[] = [];
    const deliverTo = await listen((_, response, body) => {
      bodies.push(String(body));
      response.end();
    });
    const { post, baseUrl, url, port, proto } = await started({ deliverTo, channelId: "channel_1" });
    expect({ url, baseUrl }).toEqual({
      url: `http://127.0.0.1:${port}`,
      baseUrl: `http://127.0.0.1:${port}/webhook`,
    });
    const human = await post("/webhook/channel_1/human", { name: "Ada" });
    expect(human).toMatchObject({ status: 200, body: { human: { id: "human_1" } } });
    const chat = await post("/webhook/channel_1/chat", {
      human: { id: "human_1" },
      chatToken: "token-of-yours",
    });
    expect(chat).toMatchObject({ status: 200, body: { chat: { id: "chat_1" } } });
    const message = { type: "text", data: { text: "Grüße" }, replyToken: "reply_1" };
    const sent = await post("/webhook/channel_1/chat/chat_1/message", message);
    expect(sent).toMatchObject({ status: 200, body: undefined });
    await proto.idle();
    expect(bodies.map((body) => JSON.parse(body).events)).toMatchObject([
      [
        {
          chatToken: "token-of-yours",
          replyToken: "reply_1",
          messages: [{ data: { text: "You said: Grüße" } }],
        },
      ],
    ]);
    expect((await post("/webhook/channel_2/human", {})).status).toBe(404);
    expect((await post("/webhook/channel_1/human", { name: 7 })).body.issues).toHaveLength(1);
  });

  test("has its token checked", async () => {
    const { post, url } = await started({ token: "s3cret" });
    expect((await post("/webhook/channel_1/human", {})).status).toBe(401);
    const headers = { "x-proto-token": "s3cret" };
    const right = await fetch(`${url}/webhook/channel_1/human`, { method: "POST", headers, body: "{}" });
    expect(right.status).toBe(200);
  });

  test("is the same by every name of the server", async () => {
    const { port } = await started();
    const headers = { host: "proto.test:1", "x-proto-token": "any", "content-length": 2 };
    const path = "/webhook/channel_1/human?x=1";
    const call = request({ host: "127.0.0.1", port, path, method: "POST", headers }).end("{}");
    const [response] = await once(call, "response");
    response.resume();
    expect(response.statusCode).toBe(200);
  });

  test.each(["/", "/webhook", "/_mocks", "//127.0.0.1/_mock/state"])("nothing is at %s", async (path) => {
    const { get } = await started();
    const answered = await get(path);
    expect(answered).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining("/_mock/openapi.json") },
    });
    expect(answered.headers.get("content-type")).toBe("application/problem+json");
  });
});

describe("what no program should send", () => {
  test.each(["TRACE / HTTP/1.1", "GET * HTTP/1.1", "GET http://[ HTTP/1.1"])("%s: 400", async (line) => {
    const { port } = await started();
    const socket = connect(port, "127.0.0.1");
    socket.write(`${line}\r\nhost: a\r\nconnection: close\r\n\r\n`);
    const [answer] = await once(socket, "data");
    socket.destroy();
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test("a path that cannot be decoded, and the server goes on", async () => {
    const { post } = await started();
    expect((await post("/webhook/%E0%A4%A/chat/%/message", {})).status).toBe(404);
    expect((await post("/_mock/chats/%E0%A4%A/bot/text", { text: "a" })).status).toBe(404);
  });

  test("a call at which we fail: 500, and the server goes on", async () => {
    const server = serveRequests("http://localhost", async ({ url }) => {
      if (url.endsWith("/fails")) throw new Error("s3cret");
      return new Response("fine");
    }).listen(0, "127.0.0.1");
    onTestFinished(() => server.closeAllConnections());
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const failed = await fetch(`${url}/fails`);
    expect(failed.status).toBe(500);
    expect(await failed.text()).not.toContain("s3cret");
    expect(await (await fetch(url)).text()).toBe("fine");
  });

  test("a body without end: 413; one that breaks off harms nobody", async () => {
    const { post, get, port } = await started();
    const { status, body } = await post("/_mock/scenario", "x".repeat(16 * 1024 * 1024 + 1));
    expect({ status, detail: body.detail }).toEqual({
      status: 413,
      detail: expect.stringContaining("16777216"),
    });
    const socket = connect(port, "127.0.0.1");
    socket.write("POST /_mock/reset HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{");
    await once(socket, "connect");
    socket.resetAndDestroy();
    expect((await get("/_mock/state")).status).toBe(200);
  });
});

describe("its beginning", () => {
  test("a taken port", async () => {
    const { port } = await started();
    const error = await startMockProto({ port }).then(
      () => expect.unreachable(),
      (thrown) => thrown,
    );
    expect(error).toBeInstanceOf(ListenError);
    expect(error).toMatchObject({ code: "port_taken", port, host: "127.0.0.1" });
    expect(error.message).toBe(
      `Port ${port} of 127.0.0.1 is taken by another program. Choose another one, or 0 for any that is free.`,
    );
  });

  test("a host that is not ours", async () => {
    // A documentation address (RFC 5737), which no machine has.
    await expect(startMockProto({ host: "192.0.2.1" })).rejects.toMatchObject({
      name: "ListenError",
      code: "cannot_listen",
      message: expect.stringMatching(/cannot listen on port 0 of 192\.0\.2\.1: .*EADDRNOTAVAIL/),
    });
  });

  test("on all addresses, its URL can be reached", async () => {
    const { url, get } = await started({ host: "0.0.0.0" });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect((await get("/_mock/state")).status).toBe(200);
  });

  test("options that createMockProto refuses", async () => {
    await expect(startMockProto({ deliverTo: "nowhere" })).rejects.toMatchObject({ code: "bad_target" });
    await expect(startMockProto({ seed: 0.5 })).rejects.toMatchObject({ path: "/seed" });
  });
});

describe("its end", () => {
  test("what is being said is still answered", async () => {
    let release = () => {};
    const isFree = new Promise<void>((resolve) => {
      release = resolve;
    });
    let arrived = () => {};
    const hasArrived = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const deliverTo = async () => {
      arrived();
      await isFree;
      return new Response();
    };
    const { post, close, port, proto } = await started({ deliverTo });
    await post("/webhook/channel_1/chat", {});
    const says = post("/_mock/chats/chat_1/bot/text", { text: "Hello" });
    await hasArrived;
    const closed = close({ graceMs: 60_000 });
    await expect(once(connect(port, "127.0.0.1"), "connect")).rejects.toMatchObject({ code: "ECONNREFUSED" });
    release();
    const { status, headers } = await says;
    // A connection that the caller keeps open would hold up the end.
    expect({ status, connection: headers.get("connection") }).toEqual({ status: 200, connection: "close" });
    await closed;
    expect(proto.deliveries).toHaveLength(1);
  });

  test("what was said before is delivered", async () => {
    const deliverTo = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return new Response();
    };
    const { post, close, proto } = await started({ deliverTo });
    await post("/webhook/channel_1/chat", {});
    await post("/webhook/channel_1/chat/chat_1/message", { type: "text", data: { text: "Hello" } });
    await close({ graceMs: 60_000 });
    expect(proto.transcript.map(({ outcome }) => outcome)).toEqual([undefined, 200]);
  });

  test("a receiver that never answers holds it up for a moment only; a second call waits for the first", async () => {
    const deliverTo = await listen(() => {});
    const { post, close, proto } = await started({ deliverTo });
    await post("/webhook/channel_1/chat", {});
    const message = { type: "text", data: { text: "Hello" } };
    await post("/webhook/channel_1/chat/chat_1/message", message);
    await Promise.all([close({ graceMs: 50 }), close()]);
    await proto.idle().catch(() => {});
    expect(proto.transcript.map(({ outcome }) => outcome)).toEqual([undefined, "unreachable"]);
  });
});
