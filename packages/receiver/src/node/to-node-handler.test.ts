import { once } from "node:events";
import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import express, { type RequestHandler } from "express";
import { describe, expect, test, vi } from "vitest";
import { deferred, event } from "../../test/deliveries.ts";
import { receiverWith } from "../../test/receiver-with.ts";
import { serve } from "../../test/serve.ts";
import type { Inbox, Receiver } from "../index.ts";
import { toNodeHandler } from "./to-node-handler.ts";

const spelt = '{ "events" : [ {"type":"some_future_event", "n":1.0} ] }';

function recording(): { receiver: Receiver; stored: string[]; inbox: Inbox; faults: unknown[] } {
  const stored: string[] = [];
  const faults: unknown[] = [];
  const { receiver, inbox } = receiverWith({ onError: (fault) => faults.push(fault.error) });
  const commit = inbox.commit.bind(inbox);
  inbox.commit = (events) => {
    stored.push(...events.map(({ json }) => json));
    return commit(events);
  };
  return { receiver, stored, inbox, faults };
}

async function postTo(port: number, body: string | Uint8Array, headers = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/webhook`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : new Uint8Array(body),
  });
}

describe("after a body parser of Express", () => {
  const keepsRaw = express.json({
    verify: (request, _response, bytes) => {
      Object.assign(request, { rawBody: bytes });
    },
  });
  const kept = '{"type":"some_future_event", "n":1.0}';
  const rewritten = '{"type":"some_future_event","n":1}';
  const parsers: [name: string, parser: RequestHandler, want: string][] = [
    ["json()", express.json(), rewritten],
    ["raw()", express.raw({ type: "*/*" }), kept],
    ["text()", express.text({ type: "*/*" }), kept],
    ["json() that keeps the bytes", keepsRaw, kept],
    ["one that did not apply", express.urlencoded(), kept],
  ];
  test.each(parsers)("%s", async (_name, parser, want) => {
    const { receiver, stored } = recording();
    const port = await serve(express().use(parser).post("/webhook", toNodeHandler(receiver)));
    expect((await postTo(port, spelt)).status).toBe(200);
    // Decompressed by the parser: the header no longer describes the body.
    const zipped = await postTo(port, gzipSync(spelt), { "content-encoding": "gzip" });
    expect(zipped.status).toBe(want === kept && parser.name === "urlencodedParser" ? 415 : 200);
    expect(new Set(stored)).toEqual(new Set([want]));
  });

  test("one that puts an empty object there and reads nothing", async () => {
    const { receiver, stored } = recording();
    const legacy: RequestHandler = (request, _response, next) => {
      request.body = {};
      next();
    };
    const port = await serve(express().use(legacy, toNodeHandler(receiver)));
    expect((await postTo(port, spelt)).status).toBe(200);
    expect(stored).toEqual([kept]);
  });

  test("one that reads everything and leaves nothing gives a clear error, not a hang", async () => {
    const { receiver, faults } = recording();
    const drain: RequestHandler = (request, _response, next) => {
      request.resume().on("end", () => next());
    };
    const port = await serve(express().use(drain, toNodeHandler(receiver)));
    const response = await postTo(port, spelt);
    expect([response.status, (await response.json()).code]).toEqual([500, "body_consumed"]);
    expect(faults).toMatchObject([{ code: "body_consumed" }]);
  });

  test("one that still reads", async () => {
    const { receiver } = recording();
    const port = await serve((request, response) => {
      request.once("data", () => toNodeHandler(receiver)(request, response));
    });
    expect((await postTo(port, spelt)).status).toBe(500);
  });
});

describe("after a middleware of Express", () => {
  test.each<BufferEncoding>(["utf8", "latin1", "base64"])(
    "that had the body decoded as %s",
    async (encoding) => {
      const name = "é€😀";
      const { receiver, stored } = recording();
      const decode: RequestHandler = (request, _response, next) => {
        request.setEncoding(encoding);
        next();
      };
      const port = await serve(express().use(decode, toNodeHandler(receiver)));
      expect((await postTo(port, JSON.stringify({ events: [{ name }] }))).status).toBe(200);
      expect(stored).toEqual([JSON.stringify({ name })]);
    },
  );

  test("that paused the request", async () => {
    const { receiver } = recording();
    const pause: RequestHandler = (request, _response, next) => {
      request.pause();
      next();
    };
    const port = await serve(express().use(pause, toNodeHandler(receiver)));
    expect((await postTo(port, spelt)).status).toBe(200);
  });

  test.each<[string, RequestHandler]>([
    ["parsed", express.json()],
    ["read", (request, _response, next) => void request.resume().on("end", () => next())],
  ])("that %s a body that was empty", async (_name, middleware) => {
    const { receiver, faults } = recording();
    const port = await serve(express().use(middleware, toNodeHandler(receiver)));
    const response = await postTo(port, "");
    expect([response.status, (await response.json()).code]).toEqual([
      400,
      expect.stringMatching(/^invalid_/),
    ]);
    expect(faults).toEqual([]);
  });
});

test("a secret in the path is found below a router", async () => {
  const { sharedSecret } = await import("../index.ts");
  const { receiver } = receiverWith({ authenticate: [sharedSecret({ in: "path", secrets: "s3cret" })] });
  const app = express().use("/webhook/:secret", toNodeHandler(receiver));
  const port = await serve(app);
  const send = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"events":[]}',
    });
  expect((await send("/webhook/s3cret")).status).toBe(200);
  expect((await send("/webhook/other")).status).toBe(401);
});

describe("the connection", () => {
  const head = "POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";

  async function open(port: number): Promise<{ socket: Socket; received: () => string }> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
    });
    return { socket, received: () => text };
  }

  test("a sender that goes away in the middle of the body leaves nothing behind", async () => {
    const { receiver, inbox } = receiverWith({ maxInFlight: 1 });
    const answers: number[] = [];
    const accept = async (request: Parameters<Receiver["accept"]>[0]) => {
      const answer = await receiver.accept(request);
      answers.push(answer.status);
      return answer;
    };
    const port = await serve(toNodeHandler({ accept }));
    const { socket } = await open(port);
    socket.write(`${head}content-length: 100\r\n\r\n{"events`);
    // In flight now: there is no room for another one.
    await vi.waitUntil(async () => (await postTo(port, '{"events":[]}')).status === 503, { interval: 5 });
    socket.destroy();
    await vi.waitUntil(() => answers.includes(400), { interval: 5 });
    expect((await postTo(port, spelt)).status).toBe(200);
    expect((await inbox.stats()).accepted).toBe(1);
  });

  test("is kept after a 200", async () => {
    const { receiver } = recording();
    const port = await serve(toNodeHandler(receiver));
    const { socket, received } = await open(port);
    const request = `${head}content-length: 13\r\n\r\n{"events":[]}`;
    socket.write(request);
    await vi.waitUntil(() => received().includes("\r\n\r\n"), { interval: 1 });
    socket.write(request);
    await vi.waitUntil(() => received().match(/HTTP\/1.1 200 OK/g)?.length === 2, { interval: 1 });
    expect(received()).not.toContain("connection: close");
    socket.destroy();
  });

  test("of a refused sender is closed, after it could read its answer", async () => {
    const { receiver } = receiverWith({ maxBodyBytes: 1_000 });
    const port = await serve(toNodeHandler(receiver));
    const { socket, received } = await open(port);
    const closed = once(socket, "close");
    socket.on("error", () => {});
    socket.write(`${head}transfer-encoding: chunked\r\n\r\n`);
    // Never stops sending.
    const chunk = `400\r\n${"x".repeat(1024)}\r\n`;
    const timer = setInterval(() => socket.write(chunk), 1);
    await closed;
    clearInterval(timer);
    expect(received()).toMatch(/^HTTP\/1.1 413 [\s\S]*"code":"body_too_large"\}$/);
  });

  test("of a polite sender that was refused stays until all is sent, and no longer", async () => {
    const { receiver } = recording();
    const { promise: over, resolve } = deferred<boolean>();
    const port = await serve((request, response) => {
      response.on("close", () => resolve(response.writableFinished));
      toNodeHandler(receiver)(request, response);
    });
    const agent = new Agent({ keepAlive: true });
    const request = httpRequest({ port, method: "POST", agent, headers: { "content-type": "text/plain" } });
    const onError = vi.fn();
    request.on("error", onError);
    request.end(Buffer.alloc(5_000_000));
    const [response] = (await once(request, "response")) as [IncomingMessage];
    await once(response.resume().socket, "close");
    expect(response.statusCode).toBe(415);
    expect(onError).not.toHaveBeenCalled();
    // Ended when all was sent, not after the second for which an impolite sender is drained.
    expect(await over).toBe(true);
  });
});

test("a body that throws when it is looked at is answered, and told", async () => {
  const { receiver, faults } = recording();
  const lazy: RequestHandler = (request, _response, next) => {
    Object.defineProperty(request, "body", {
      get() {
        throw new Error("not JSON");
      },
    });
    request.resume().on("end", () => next());
  };
  const port = await serve(express().use(lazy, toNodeHandler(receiver)));
  expect((await postTo(port, spelt)).status).toBe(500);
  expect(faults).toMatchObject([{ code: "internal", cause: { message: "not JSON" } }]);
});

test("a response that throws breaks the connection, and not the process", async () => {
  const { receiver } = recording();
  const port = await serve((request, response) => {
    response.writeHead = () => {
      throw new Error("patched");
    };
    toNodeHandler(receiver)(request, response);
  });
  await expect(postTo(port, spelt)).rejects.toThrow();
});

test("does nothing when somebody else has answered", async () => {
  const { receiver } = recording();
  const port = await serve((request, response) => {
    response.end("mine");
    toNodeHandler(receiver)(request, response);
  });
  expect(await (await postTo(port, JSON.stringify({ events: [event("c")] }))).text()).toBe("mine");
});
