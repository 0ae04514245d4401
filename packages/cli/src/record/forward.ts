import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request as requestOverHttp } from "node:http";
import { request as requestOverHttps } from "node:https";
import type { Outcome } from "@proto-webhooks/mock-sender";
import type { Bytes } from "../deliveries/bytes.ts";
import { isRefused } from "../is-refused.ts";
import { endToEndHeaders } from "./end-to-end-headers.ts";
import { problem } from "./problem.ts";
import { readWhole, TooLarge } from "./read-whole.ts";
import type { WholeAnswer } from "./whole-answer.ts";

/** What came of a delivery: what its sender is answered, and what is recorded. */
export interface Forwarded {
  answer: WholeAnswer;
  outcome: Outcome;
}

/** What is sent on. */
export interface ForwardedRequest {
  /** Names and values in turn, as they came. */
  rawHeaders: readonly string[];
  body: Bytes;
}

/**
 * Sends a delivery on, byte for byte, and waits for the whole answer. That there is none is an outcome, too.
 *
 * @param signal ends the waiting.
 */
export async function forward(to: URL, sent: ForwardedRequest, signal: AbortSignal): Promise<Forwarded> {
  const request = begin(to, sent, signal);
  let status: number | undefined;
  try {
    const [response] = (await once(request, "response")) as [IncomingMessage];
    status = response.statusCode ?? 0;
    const body = await readWhole(response);
    const answer = { status, headers: endToEndHeaders(response.rawHeaders), body };
    return { answer, outcome: { status, ...textOf(answer) } };
  } catch (error) {
    // The receiver has answered; it is the sender who does not see it.
    if (error instanceof TooLarge && status !== undefined) {
      return { answer: problem("answer_too_large"), outcome: { status, lost: true } };
    }
    const code = signal.aborted ? "timeout" : isRefused(error) ? "refused" : "unreachable";
    return { answer: problem(code), outcome: { error: code } };
  } finally {
    request.destroy();
  }
}

/** A connection for each: one that is kept may be closed from the other side just when a delivery leaves. */
function begin(to: URL, { rawHeaders, body }: ForwardedRequest, signal: AbortSignal): ClientRequest {
  const headers = [...endToEndHeaders(rawHeaders), "host", to.host, "content-length", String(body.length)];
  const send = to.protocol === "https:" ? requestOverHttps : requestOverHttp;
  const request = send(to, { method: "POST", agent: false, headers, signal });
  // Errors that come after the answer concern nobody.
  request.on("error", () => {});
  request.end(body);
  return request;
}

/** The body as a trace keeps it: a text that is not empty. */
function textOf({ headers, body }: WholeAnswer): { body?: string } {
  const isCompressed = headers.some((name, index) => index % 2 === 0 && /^content-encoding$/i.test(name));
  if (body.length === 0 || isCompressed) return {};
  try {
    return { body: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body) };
  } catch {
    return {};
  }
}
