import { createServer, request as httpRequest, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { fastify } from "fastify";
import { describe, expect, test } from "vitest";
import type { Receiver } from "../src/index.ts";
import { listen, toNodeHandler } from "../src/node/index.ts";
import { bytesOf, chunksOf, type HttpCase, httpCases, pathOf, receiverOf } from "./http-cases.ts";

/** An answer, whatever it came through. */
interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

type Send = (row: HttpCase, receiver: Receiver) => Promise<Answer>;

// The adapters' conformance table: every adapter answers every row in the same way.
const adapters: [name: string, send: Send, cannot: string[]][] = [
  ["fetch", throughFetch, []],
  ["node:http", overHttp(serve), ["forged_content_length"]],
  ["listen", overHttp(serveByListen), ["forged_content_length"]],
  ["Express", overHttp(serveByExpress), ["forged_content_length"]],
  ["Fastify", overHttp(serveByFastify), ["forged_content_length"]],
];

describe.each(adapters)("%s", (_name, send, cannot) => {
  const rows = httpCases.filter(({ needs = [] }) => !needs.some((need) => cannot.includes(need)));
  test.each(rows.map((row) => [row.name, row] as const))("%s", async (_row, row) => {
    const { receiver, stored } = receiverOf(row);
    const answer = await send(row, receiver);
    check(answer, row);
    if (row.want.stored) expect(stored).toEqual(row.want.stored);
    // Ends the request that keeps a busy receiver busy.
    await receiver.close({ graceMs: 0 });
  });
});

function check(answer: Answer, { want, given }: HttpCase): void {
  expect(answer.status).toBe(want.status);
  for (const [name, value] of Object.entries(want.headers ?? {})) {
    if (typeof value === "string") expect(answer.headers[name]).toBe(value);
    else expect(answer.headers[name]).toMatch(new RegExp(value.pattern));
  }
  if (want.body !== undefined) expect(answer.body).toBe(want.body);
  if (want.code !== undefined) {
    const problem = JSON.parse(answer.body);
    expect(problem).toMatchObject({ code: want.code, status: want.status, type: "about:blank" });
    expect(problem.title).not.toBe("");
    expect(problem.detail).not.toBe("");
  }
  if (given.method === "HEAD") expect(answer.body).toBe("");
  for (const hidden of want.hidden ?? []) expect(JSON.stringify(answer)).not.toContain(hidden);
}

async function throughFetch(row: HttpCase, receiver: Receiver): Promise<Answer> {
  const { method, headers = {}, body, framing, chunkBytes, slow } = row.given;
  const isStream = framing === "chunked" || chunkBytes !== undefined || slow;
  const request = new Request(`http://bot.example${pathOf(row, "/webhook")}`, {
    method,
    headers,
    ...(body !== undefined && { body: isStream ? streamOf(row) : new Uint8Array(bytesOf(body)) }),
    duplex: "half",
  } as RequestInit);
  const response = await receiver.fetch(request);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

function streamOf(row: HttpCase): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunksOf(row)) controller.enqueue(new Uint8Array(chunk));
      if (!row.given.slow) controller.close();
    },
  });
}

type Serve = (receiver: Receiver, row: HttpCase) => Promise<{ port: number; close: () => Promise<unknown> }>;

function overHttp(start: Serve): Send {
  return async (row, receiver) => {
    const { port, close } = await start(receiver, row);
    try {
      return await sendOverHttp(row, port);
    } finally {
      await close();
    }
  };
}

function sendOverHttp(row: HttpCase, port: number): Promise<Answer> {
  const { method, headers = {}, body, framing, slow } = row.given;
  return new Promise((resolve, reject) => {
    const length =
      body === undefined || framing === "chunked" || slow ? {} : { "content-length": bytesOf(body).length };
    const request = httpRequest({
      port,
      method,
      path: pathOf(row, "/webhook"),
      headers: { ...headers, ...length },
    });
    let isAnswered = false;
    request.on("response", (response) => {
      isAnswered = true;
      resolve(read(response).finally(() => request.destroy()));
    });
    // Once there is an answer, the receiver may close the connection while we still send.
    request.on("error", (error) => isAnswered || reject(error));
    for (const chunk of chunksOf(row)) request.write(chunk);
    if (slow) request.flushHeaders();
    else request.end();
  });
}

async function read(response: IncomingMessage): Promise<Answer> {
  let body = "";
  for await (const chunk of response.setEncoding("utf8")) body += chunk;
  return { status: response.statusCode ?? 0, headers: response.headers as Record<string, string>, body };
}

async function serveHandler(handler: RequestListener): ReturnType<Serve> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { port, close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) };
}

function serve(receiver: Receiver): ReturnType<Serve> {
  return serveHandler(toNodeHandler(receiver));
}

async function serveByListen(receiver: Receiver, row: HttpCase): ReturnType<Serve> {
  const path = row.given.receiver?.sharedSecret?.in === "path" ? "/webhook/*" : "/webhook";
  const { port, close } = await listen(receiver, { port: 0, path });
  return { port, close: () => close({ graceMs: 0 }) };
}

function serveByExpress(receiver: Receiver): ReturnType<Serve> {
  const app = express();
  app.use("/webhook", toNodeHandler(receiver));
  return serveHandler(app);
}

async function serveByFastify(receiver: Receiver): ReturnType<Serve> {
  const handle = toNodeHandler(receiver);
  const app = fastify();
  app.removeAllContentTypeParsers();
  // Leaves the body unread, for the receiver.
  app.addContentTypeParser("*", (_request, _body, done) => done(null));
  app.addHook("onRequest", async (request, reply) => {
    reply.hijack();
    handle(request.raw, reply.raw);
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  return {
    port,
    close: () => {
      app.server.closeAllConnections();
      return app.close();
    },
  };
}
