import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { http } from "msw";
import { setupServer } from "msw/node";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import {
  type DeliverTarget,
  type Habit,
  lostAnswers,
  type PlayOptions,
  play,
  resets,
  scenario,
  slowBodies,
} from "../../src/index.ts";
import { overSockets } from "../../src/node/index.ts";
import { deadUrl } from "../loopback.ts";
import { events } from "./events.ts";

const body = JSON.stringify({ events: events(1) });

async function send(habit: Habit | undefined, to: DeliverTarget, options?: Partial<PlayOptions>) {
  const one = scenario({ events: events(1), sender: habit ? [habit] : [] });
  const { deliveries } = await play(one, { to, ...options });
  return deliveries[0] ?? expect.unreachable();
}

/** What a server sees of a request. */
interface Seen {
  headers: IncomingMessage["headers"];
  chunks: string[];
  /** `whole`, or how its body broke. */
  end: string;
}

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook?secret=abc`;
}

/** A server that answers 201, unless it is told to wait. */
async function watched({
  waits = false,
} = {}): Promise<{ url: string; seen: Seen[]; closed: () => boolean }> {
  const seen: Seen[] = [];
  let isClosed = false;
  const url = await serve((request, response) => {
    const one: Seen = { headers: request.headers, chunks: [], end: "" };
    seen.push(one);
    response.on("close", () => {
      isClosed = !response.writableFinished;
    });
    request.on("data", (chunk) => one.chunks.push(String(chunk)));
    request.on("end", () => {
      one.end = "whole";
      if (!waits) response.writeHead(201, { "x-more": ["a", "b"] }).end("noted");
    });
    request.on("error", (error) => {
      one.end = String((error as { code?: string }).code);
    });
  });
  return { url, seen, closed: () => isClosed };
}

const ways = [
  ["a URL, through fetch", (url: string) => url],
  ["a URL, over sockets", (url: string) => overSockets(url)],
] as const;

describe.each(ways)("to %s", (_, target) => {
  test("without a fault", async () => {
    const { url, seen } = await watched();
    const sent = await send(undefined, target(url), { headers: { "x-secret": "s" } });
    expect(sent.outcome).toEqual({ status: 201, body: "noted" });
    expect(seen).toMatchObject([{ chunks: [body], end: "whole" }]);
    expect(seen[0]?.headers).toMatchObject({ "content-type": "application/json", "x-secret": "s" });
  });

  test("a slow body arrives in chunks, whole", async () => {
    const { url, seen } = await watched();
    const sent = await send(slowBodies({ chunks: 3, pauseMs: 15 }), target(url));
    expect(sent.outcome).toMatchObject({ status: 201 });
    expect(seen[0]?.chunks).toHaveLength(3);
    expect(seen[0]?.chunks.join("")).toBe(body);
  });

  test("a reset in the body: the server sees a part of it, then an error", async () => {
    const { url, seen } = await watched();
    const sent = await send(resets(), target(url));
    expect(sent.outcome).toEqual({ error: "broken_off" });
    await vi.waitUntil(() => seen[0]?.end, { interval: 1 });
    expect(seen[0]?.end).toBe("ECONNRESET");
    const { fault } = sent;
    const part = body.slice(0, fault?.kind === "reset" && fault.during === "body" ? fault.afterBytes : 0);
    expect(seen[0]?.chunks.join("")).toBe(part);
  });

  test("a reset before the answer: the server sees all of it, and then nobody to answer", async () => {
    const { url, seen, closed } = await watched({ waits: true });
    const sent = await send(resets({ during: "answer" }), target(url));
    expect(sent.outcome).toEqual({ error: "broken_off" });
    await vi.waitUntil(closed, { interval: 1 });
    expect(seen).toMatchObject([{ end: "whole" }]);
    expect(seen[0]?.chunks.join("")).toBe(body);
  });

  test("a lost answer: the server has answered", async () => {
    const { url, seen } = await watched();
    const sent = await send(lostAnswers(), target(url));
    expect(sent.outcome).toEqual({ status: 201, body: "noted", lost: true });
    expect(seen).toMatchObject([{ end: "whole" }]);
  });

  test.each([undefined, slowBodies({ chunks: 2, pauseMs: 1 }), resets(), resets({ during: "answer" })])(
    "nothing listens, with %j",
    async (habit) => {
      expect((await send(habit, target(await deadUrl()))).outcome).toEqual({ error: "refused" });
    },
  );

  test.each([undefined, slowBodies({ chunks: 2, pauseMs: 1 })])(
    "no answer in time, with %j",
    async (habit) => {
      const { url } = await watched({ waits: true });
      expect((await send(habit, target(url), { timeoutMs: 40 })).outcome).toEqual({ error: "timeout" });
    },
  );

  test("a slow body that takes longer than the answer may", async () => {
    const { url } = await watched();
    const habit = slowBodies({ chunks: 2, pauseMs: 200 });
    expect((await send(habit, target(url), { timeoutMs: 40 })).outcome).toEqual({ error: "timeout" });
  });

  test("a server that answers before it has read the body, or closes the connection", async () => {
    const early = await serve((_request, response) => response.writeHead(413).end());
    expect((await send(undefined, target(early))).outcome).toEqual({ status: 413 });
    const closing = await serve((request) => request.socket.destroy());
    expect((await send(undefined, target(closing))).outcome).toEqual({ error: "unreachable" });
  });

  test("goes past MSW", async () => {
    const { url } = await watched();
    const server = setupServer(http.all("*", () => new Response(null, { status: 418 })));
    server.listen();
    onTestFinished(() => server.close());
    expect((await send(undefined, target(url))).outcome).toMatchObject({ status: 201 });
    expect((await send(slowBodies({ chunks: 2, pauseMs: 1 }), target(url))).outcome).toMatchObject({
      status: 201,
    });
  });
});

describe("over sockets", () => {
  test("a slow body has its length, and each delivery a connection of its own", async () => {
    const { url, seen } = await watched();
    const sent = await send(slowBodies({ chunks: 2, pauseMs: 5 }), overSockets(url));
    expect(sent.outcome).toMatchObject({ status: 201 });
    expect(seen[0]?.headers).toMatchObject({ "content-length": String(body.length), connection: "close" });
  });

  test.each([
    ["body", "ECONNRESET"],
    ["answer", "end"],
  ] as const)("a reset in the %s is seen by TCP as %s", async (during, want) => {
    let end = "";
    const server = createTcpServer((socket) => {
      socket.on("data", () => {});
      socket.on("end", () => {
        end = "end";
        socket.destroy();
      });
      socket.on("error", (error) => {
        end = String((error as { code?: string }).code);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    await send(resets({ during }), overSockets(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    await vi.waitUntil(() => end, { interval: 1 });
    expect(end).toBe(want);
  });

  test("is a target like any other, and named without its query", async () => {
    const route = overSockets("http://127.0.0.1:1/webhook?secret=abc");
    expect(route.name).toBe("http://127.0.0.1:1/webhook");
    expect(() => overSockets("127.0.0.1:3000")).toThrow("neither an http(s) URL");
  });

  test("an empty body can be slow, too", async () => {
    const { url } = await watched();
    const one = {
      method: "POST",
      headers: new Headers(),
      body: "",
      signal: new AbortController().signal,
    } as const;
    const answer = await overSockets(url).send(one, { kind: "slow_body", chunks: 3, pauseMs: 1 });
    expect([answer.status, answer.headers.get("x-more")]).toEqual([201, "a, b"]);
  });
});

describe("to a function", () => {
  test("a slow body is a stream that drips", async () => {
    const chunks: string[] = [];
    const to = async (request: Request) => {
      const reader = request.body?.pipeThrough(new TextDecoderStream()).getReader();
      for (let read = await reader?.read(); read && !read.done; read = await reader?.read())
        chunks.push(read.value);
      return new Response();
    };
    expect((await send(slowBodies({ chunks: 4, pauseMs: 1 }), to)).outcome).toEqual({ status: 200 });
    expect(chunks).toHaveLength(4);
    expect(chunks.join("")).toBe(body);
  });

  test("a reset in the body is an error of the stream, and aborts the request's signal", async () => {
    const seen: unknown[] = [];
    const to = async (request: Request) => {
      await request.text().catch((error: unknown) => seen.push(error, request.signal.aborted));
      return new Response();
    };
    expect((await send(resets(), to)).outcome).toEqual({ error: "broken_off" });
    expect(seen).toEqual([
      expect.objectContaining({ message: "The sender broke the connection off." }),
      true,
    ]);
  });

  test("a reset before the answer aborts the signal as soon as the body was read", async () => {
    const seen: unknown[] = [];
    const to = async (request: Request) => {
      seen.push(await request.text(), request.signal.aborted);
      return new Response();
    };
    expect((await send(resets({ during: "answer" }), to)).outcome).toEqual({ error: "broken_off" });
    expect(seen).toEqual([body, true]);
  });

  test("a lost answer is a whole call whose response is thrown away", async () => {
    const to = vi.fn(async (request: Request) => new Response(await request.text(), { status: 202 }));
    expect((await send(lostAnswers(), to)).outcome).toEqual({ status: 202, body, lost: true });
  });

  test.each([
    ["answers without reading", () => new Response(null, { status: 401 }), { error: "broken_off" }],
    ["throws without reading", () => expect.unreachable(), { error: "no_response" }],
    ["never reads", () => new Promise<Response>(() => {}), { error: "timeout" }],
  ])("a reset of one that %s", async (_, to, outcome) => {
    expect((await send(resets(), to, { timeoutMs: 20 })).outcome).toEqual(outcome);
  });
});
