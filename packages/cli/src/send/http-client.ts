// Node's own client: by measurement it sends three to four times as many deliveries a second as `fetch`.
import { Agent, type ClientRequest, type IncomingMessage, type RequestOptions, request } from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";
import { urlToHttpOptions } from "node:url";
import { DeliverError, type DeliveryAnswer } from "@proto-webhooks/mock-sender";
import { isRefused } from "../is-refused.ts";

/** What a receiver answered. Of its body only the beginning is kept: nobody reads more than that. */
export type Answer = Omit<DeliveryAnswer, "headers">;

/** Sends deliveries to one URL, over connections that it keeps. */
export interface HttpClient {
  /** @throws DeliverError when there was no answer. */
  post(body: Uint8Array): Promise<Answer>;
  /** Closes the connections that are not in use. */
  close(): void;
}

/** How to send. */
export interface HttpClientOptions {
  /** The most connections at once. */
  connections: number;
  /** How long to wait for a whole answer, in milliseconds. */
  timeoutMs: number;
}

/**
 * A connection that nobody uses for so long is closed, in milliseconds. Servers close theirs after a few seconds: a
 * request on one that is just being closed would fail for no fault of the receiver.
 */
const idleMs = 1_000;

/** How Proto says what it sends. */
const headers = { accept: "*/*", "content-type": "application/json" };

/** How much of an answer is kept, in bytes. */
const keptBytes = 4_096;

export function createHttpClient(to: URL, { connections, timeoutMs }: HttpClientOptions): HttpClient {
  const isSecure = to.protocol === "https:";
  const agent = new (isSecure ? SecureAgent : Agent)({
    keepAlive: true,
    maxSockets: connections,
    timeout: idleMs,
  });
  const send = isSecure ? secureRequest : request;
  const base: RequestOptions = { ...urlToHttpOptions(to), method: "POST", agent };
  return {
    post(body) {
      const length = String(body.byteLength);
      return answerTo(send({ ...base, headers: { ...headers, "content-length": length } }), body, timeoutMs);
    },
    close: () => agent.destroy(),
  };
}

function answerTo(sent: ClientRequest, body: Uint8Array, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      sent.destroy();
    }, timeoutMs);
    const fail = (cause: Error): void => {
      clearTimeout(timer);
      reject(isLate ? new DeliverError("timeout", "There was no answer in time.", { cause }) : broken(cause));
    };
    sent.on("error", fail).on("response", (response) => {
      const kept = keepBeginning(response);
      response.on("error", fail).on("end", () => {
        clearTimeout(timer);
        resolve({
          status: response.statusCode ?? 0,
          body: kept(),
          durationMs: performance.now() - begun,
        });
      });
    });
    sent.end(body);
  });
}

/** Reads a stream to its end. @returns what it began with, once it is over. */
function keepBeginning(response: IncomingMessage): () => string {
  const chunks: Buffer[] = [];
  let kept = 0;
  response.on("data", (chunk: Buffer) => {
    if (kept >= keptBytes) return;
    chunks.push(chunk);
    kept += chunk.length;
  });
  return () => Buffer.concat(chunks).toString("utf8", 0, keptBytes);
}

function broken(error: Error): DeliverError {
  if (isRefused(error)) return new DeliverError("refused", "Nothing listens there.", { cause: error });
  // Node's own words for it, "socket hang up", say less.
  const isReset = "code" in error && error.code === "ECONNRESET";
  const cause = isReset ? new Error("other side closed") : error;
  return new DeliverError("unreachable", "The connection failed or was closed.", { cause });
}
