import { type ClientRequest, type IncomingMessage, request as requestOverHttp } from "node:http";
import { request as requestOverHttps } from "node:https";
import { type BodyFault, chunksOf } from "../body-fault.ts";
import type { Bytes } from "../bytes.ts";
import { DeliverError } from "../deliver-error.ts";
import { networkError } from "../network-error.ts";
import { pause } from "../real-time.ts";
import type { Outgoing, Route, RouteAnswer } from "../route.ts";
import { brokenOff } from "../send-broken.ts";
import { nameOf, pastMsw, webUrl } from "../target.ts";

/**
 * A URL as a target, with a connection of its own for each delivery. Other than with a plain URL, which goes through
 * `fetch`, a slow body has its `Content-Length`, a reset in a body is one of TCP, and one before the answer comes as soon
 * as the body has left.
 *
 * @throws {DeliverError} with `bad_target` when it is no http(s) URL.
 */
export function overSockets(target: string | URL): Route {
  const url = webUrl(target);
  const name = nameOf(url);
  return {
    name,
    async send(outgoing, fault) {
      const bytes =
        typeof outgoing.body === "string" ? new TextEncoder().encode(outgoing.body) : outgoing.body;
      const request = open(url, outgoing, bytes.length);
      try {
        const answer = answerTo(request);
        // It may fail while the body is being written; that is told then.
        answer.catch(() => {});
        const isWritten = write(request, bytes, fault, outgoing.signal);
        if (fault?.kind !== "reset") return await Promise.race([answer, isWritten.then(() => answer)]);
        await isWritten;
        // After a whole body the connection is only closed, below: a reset would throw away what was not read yet.
        if (fault.during === "body") request.socket?.resetAndDestroy();
        throw brokenOff();
      } catch (cause) {
        throw cause instanceof DeliverError ? cause : networkError(name, cause);
      } finally {
        request.destroy();
      }
    },
  };
}

function open(url: URL, { method, headers, signal }: Outgoing, length: number): ClientRequest {
  const all = Object.fromEntries(pastMsw(url, headers));
  const send = url.protocol === "https:" ? requestOverHttps : requestOverHttp;
  return send(url, { method, agent: false, signal, headers: { ...all, "content-length": length } });
}

function answerTo(request: ClientRequest): Promise<RouteAnswer> {
  return new Promise((resolve, reject) => {
    request.on("error", reject);
    request.on("response", (response) => whole(response).then(resolve, reject));
  });
}

async function whole(response: IncomingMessage): Promise<RouteAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(response.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  return { status: response.statusCode ?? 0, headers, body: new TextDecoder().decode(Buffer.concat(chunks)) };
}

/** Resolves when all that is to be sent was handed to the system. */
async function write(
  request: ClientRequest,
  bytes: Bytes,
  fault: BodyFault | undefined,
  signal: AbortSignal,
): Promise<void> {
  const chunks = fault ? chunksOf(bytes, fault) : [bytes];
  const isCut = fault?.kind === "reset" && fault.during === "body";
  for (const [index, chunk] of chunks.entries()) {
    if (fault?.kind === "slow_body") await pause(fault.pauseMs, signal);
    const isLast = index === chunks.length - 1 && !isCut;
    await new Promise<void>((resolve, reject) => {
      // A request that failed calls nobody back.
      request.once("error", reject);
      const sent = () => {
        request.off("error", reject);
        resolve();
      };
      if (isLast) request.end(chunk, sent);
      else request.write(chunk, sent);
    });
  }
}
