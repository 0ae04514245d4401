import { execFile } from "node:child_process";
import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { describe, expect, test, vi } from "vitest";
import {
  DeliverError,
  type DeliverErrorCode,
  deliver,
  delivery,
  InvalidValueError,
  newMessagesEvent,
} from "../src/index.ts";
import { deadUrl, listen } from "./loopback.ts";

/** The error of a delivery that must get no answer. */
async function failure(delivering: Promise<unknown>): Promise<DeliverError> {
  const error = await delivering.then(
    () => expect.unreachable("It was answered."),
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(DeliverError);
  return error as DeliverError;
}

describe("to a URL", () => {
  test("posts the delivery as JSON over real HTTP, and tells of the answer", async () => {
    const seen: { request: IncomingMessage; body: Buffer }[] = [];
    const to = await listen((request, response, body) => {
      seen.push({ request, body });
      response.writeHead(202, { "x-answer": "yes" }).end("noted");
    });
    const sent = delivery();
    const answer = await deliver(sent, { to: `${to}?secret=1`, headers: { "x-secret": "abc" } });
    expect(answer).toMatchObject({ status: 202, body: "noted", durationMs: expect.any(Number) });
    expect(answer.headers.get("x-answer")).toBe("yes");
    expect(answer.durationMs).toBeGreaterThan(0);
    const [{ request, body } = expect.unreachable()] = seen;
    expect(request).toMatchObject({ method: "POST", url: "/webhook?secret=1" });
    expect(request.headers.accept).toMatch(/^\*\/\*/);
    expect(request.headers).toMatchObject({ "content-type": "application/json", "x-secret": "abc" });
    expect(JSON.parse(body.toString())).toEqual(sent);
  });

  test("sends bytes and texts exactly as they are", async () => {
    const bodies: Buffer[] = [];
    const to = await listen((_, response, body) => {
      bodies.push(body);
      response.end();
    });
    const bytes = new Uint8Array([0x7b, 0xff, 0x00, 0x0a]);
    await deliver(bytes, { to });
    await deliver('{ "events" : [ }\r\n', { to: new URL(to) });
    expect(bodies).toEqual([Buffer.from(bytes), Buffer.from('{ "events" : [ }\r\n')]);
  });

  test("takes an answer that is not 200 for an answer, and follows no redirect", async () => {
    const to = await listen((_, response) => response.writeHead(307, { location: "/elsewhere" }).end());
    expect(await deliver(delivery(), { to })).toMatchObject({ status: 307, body: "" });
  });

  test("says when nothing listens there, without the query", async () => {
    const url = await deadUrl();
    const error = await failure(deliver(delivery(), { to: `${url}?secret=1` }));
    expect(error.code).toBe("refused");
    expect(error.message).toContain(
      `Nothing listens on ${url}: the connection was refused. Start the receiver`,
    );
    expect(error.message).not.toContain("secret");
    expect(error.cause).toBeInstanceOf(Error);
  });

  test("says when the host does not exist", async () => {
    const error = await failure(deliver(delivery(), { to: "http://no-such-host.invalid/webhook" }));
    expect(error.code).toBe("unreachable");
    expect(error.message).toContain("http://no-such-host.invalid/webhook");
  });

  test.each([
    ["before the answer", (socket: IncomingMessage["socket"]) => socket.destroy()],
    [
      "in the middle of the answer",
      (socket: IncomingMessage["socket"]) => {
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf");
        socket.end();
      },
    ],
  ])("says when the connection is closed %s", async (_, close) => {
    const to = await listen((request) => close(request.socket));
    const error = await failure(deliver(delivery(), { to }));
    expect(error).toMatchObject({ code: "unreachable", message: expect.stringContaining(to) });
  });

  test("gives up after timeoutMs, also in the middle of the answer", async () => {
    const to = await listen((_, response) => response.writeHead(200).write("h"));
    const error = await failure(deliver(delivery(), { to, timeoutMs: 30 }));
    expect(error.code).toBe("timeout");
    expect(error.message).toContain(`${to} gave no full answer within 30 ms.`);
  });
});

describe("to a function", () => {
  test("calls it with a request", async () => {
    const sent = delivery();
    const to = vi.fn(async (request: Request) => Response.json(await request.json(), { status: 201 }));
    const answer = await deliver(sent, { to });
    expect(answer).toMatchObject({ status: 201, body: JSON.stringify(sent) });
    const [request] = to.mock.calls[0] ?? expect.unreachable();
    expect(request).toMatchObject({ method: "POST", url: "http://localhost/webhook" });
    expect(request.headers.get("content-type")).toBe("application/json");
  });

  test("ends the waiting when it never answers, and says so to its request", async () => {
    const signals: AbortSignal[] = [];
    const to = (request: Request) => {
      signals.push(request.signal);
      return new Promise<Response>(() => {});
    };
    const error = await failure(deliver(delivery(), { to, timeoutMs: 30 }));
    expect(error).toMatchObject({
      code: "timeout",
      message: expect.stringContaining("The function gave no"),
    });
    expect(signals[0]?.aborted).toBe(true);
  });

  test("is waited for by Node, and its request's signal is aborted though only that is kept", async () => {
    const program = `
      const { deliver, delivery } = await import(${JSON.stringify(new URL("../src/index.ts", import.meta.url))});
      let signal;
      const to = (request) => {
        signal = request.signal;
        setImmediate(gc);
        return new Promise(() => {});
      };
      const error = await deliver(delivery(), { to, timeoutMs: 50 }).catch((error) => error);
      console.log(error.code, signal.aborted);
    `;
    const flags = ["--expose-gc", "--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, flags);
    expect(stdout).toBe("timeout true\n");
  });

  test.each<[string, DeliverErrorCode, () => unknown, RegExp]>([
    ["that throws", "no_response", () => expect.unreachable("secret"), /The function .* threw/],
    ["whose promise is rejected", "no_response", () => Promise.reject(new Error("secret")), /threw/],
    ["that returns nothing", "no_response", () => undefined, /returned no Response.*new Response\(\)/],
    ["that returns a status", "no_response", () => 200, /returned no Response/],
  ])("says what is wrong with one %s", async (_, code, to, message) => {
    const error = await failure(deliver(delivery(), { to: to as () => Response }));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain("secret");
  });
});

test.each([
  ["no URL", "receiver"],
  ["no web URL", "ftp://127.0.0.1/webhook"],
  ["a URL with a password", "http://ada:secret@127.0.0.1/webhook"],
  ["nothing", undefined],
])("refuses %s as target", async (_, to) => {
  const error = await failure(deliver(delivery(), { to: to as string }));
  expect(error.code).toBe("bad_target");
  expect(error.message).not.toContain("secret");
});

describe("a signal", () => {
  test("that was aborted before sends nothing", async () => {
    const to = vi.fn(() => new Response());
    const reason = new Error("no longer needed");
    await expect(deliver(delivery(), { to, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(to).not.toHaveBeenCalled();
  });

  test("ends the waiting with its reason", async () => {
    const controller = new AbortController();
    const reason = new Error("no longer needed");
    const to = () => {
      queueMicrotask(() => controller.abort(reason));
      return new Promise<Response>(() => {});
    };
    await expect(deliver(delivery(), { to, signal: controller.signal })).rejects.toBe(reason);
  });
});

describe("a delivery that does not fit the spec", () => {
  const unlisted = { ...newMessagesEvent(), type: "some_future_event" };

  test("is not sent, and the error says how to send it all the same", async () => {
    const to = vi.fn(() => new Response());
    const sending = deliver({ events: [unlisted as never] }, { to });
    await expect(sending).rejects.toThrow(InvalidValueError);
    await expect(sending).rejects.toThrow("events[0].type: expected");
    await expect(sending).rejects.toThrow("JSON.stringify(delivery)");
    expect(to).not.toHaveBeenCalled();
  });

  test("is sent as text", async () => {
    const text = JSON.stringify({ events: [unlisted] });
    const echo = async (request: Request) => new Response(await request.text());
    expect(await deliver(text, { to: echo })).toMatchObject({ status: 200, body: text });
  });
});
