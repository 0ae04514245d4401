/// <reference types="node" />
import type { IncomingMessage, ServerResponse } from "node:http";
import type { BodySource, RequestBody, UniversalRequest } from "../http.ts";
import type { Receiver } from "../receiver.ts";
import { send } from "./send.ts";

/** A request of node:http, with what frameworks and body parsers add to it. */
export interface NodeRequest extends IncomingMessage {
  /** What a body parser made of the body. */
  body?: unknown;
  /** The bytes, where a parser or a platform keeps them. */
  rawBody?: unknown;
  /** The URL before a router cut its own path off. */
  originalUrl?: string;
}

/** Takes what node:http, Express, Connect and everything of that shape hands over. It always answers itself. */
export type NodeHandler = (request: NodeRequest, response: ServerResponse) => void;

/**
 * Makes a receiver a handler for node:http and for frameworks that take such handlers.
 *
 * Mount it before body parsers: then bytes are kept and our limits apply. After one it works, too, with what the
 * parser left in `req.rawBody` or `req.body`; its limits apply then, not ours.
 */
export function toNodeHandler(receiver: Pick<Receiver, "accept">): NodeHandler {
  return (request, response) => {
    void answer(receiver, request, response);
  };
}

async function answer(
  receiver: Pick<Receiver, "accept">,
  request: NodeRequest,
  response: ServerResponse,
): Promise<void> {
  try {
    send(await receiver.accept(fromNode(request)), request, response);
  } catch {
    // Only a response that other code has patched throws here. Nobody waits for this promise, and a rejection would
    // end the process; a sender whose connection breaks sends again.
    response.destroy();
  }
}

function fromNode(request: NodeRequest): UniversalRequest {
  return {
    method: request.method ?? "",
    url: request.originalUrl ?? request.url ?? "",
    header(name) {
      // A parser that came first has decompressed the body, so this header no longer describes it.
      if (name === "content-encoding" && !isUnread(request)) return undefined;
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    // Some platforms parse in a getter that may throw: the receiver reads it where that becomes an answer.
    get body() {
      return bodyOf(request);
    },
  };
}

function isUnread(request: NodeRequest): boolean {
  return request.readableDidRead === false && !request.readableEnded;
}

function bodyOf(request: NodeRequest): RequestBody {
  // Some platforms and parsers fill `body` although nobody has read the stream: the stream is the truth.
  if (isUnread(request)) return { kind: "stream", source: nodeSource(request) };
  const left = request.rawBody ?? request.body;
  if (left instanceof Uint8Array) return { kind: "bytes", bytes: left };
  if (typeof left === "string") return { kind: "text", text: left };
  if (request.body !== undefined) return { kind: "parsed", value: request.body };
  // Read to its end without a byte: it was empty, and nothing is lost.
  return request.readableDidRead ? { kind: "consumed" } : { kind: "bytes", bytes: new Uint8Array() };
}

function nodeSource(request: IncomingMessage): BodySource {
  let stop = (): void => {};
  return {
    start(sink) {
      // Strings come when something before us called `setEncoding`.
      const onData = (chunk: Uint8Array | string): void =>
        sink.chunk(
          typeof chunk === "string" ? Buffer.from(chunk, request.readableEncoding ?? "utf8") : chunk,
        );
      const onEnd = (): void => {
        stop();
        sink.end();
      };
      // Without this one, a sender that goes away would leave the request waiting for its end.
      const onClose = (): void => {
        stop();
        sink.fail(request.errored ?? new Error("The connection was closed."));
      };
      stop = () => {
        request.off("data", onData).off("end", onEnd).off("close", onClose);
      };
      // A body that was closed before we came will not say so again.
      if (request.destroyed) return onClose();
      // Something before us may have paused it, and then listening alone does not start it again.
      request.on("data", onData).on("end", onEnd).on("close", onClose).resume();
    },
    stop: () => stop(),
  };
}
