import type { IncomingMessage, ServerResponse } from "node:http";
import type { WholeAnswer } from "./whole-answer.ts";

/** How long a sender that was refused may go on sending before its connection is closed, in milliseconds. */
const lingerMs = 1_000;

/** Answers a request, unless its sender is gone. */
export function sendAnswer(answer: WholeAnswer, request: IncomingMessage, response: ServerResponse): void {
  if (response.destroyed) return;
  const { status, headers, body } = answer;
  // An answer without a body has no length either (RFC 9110, 8.6).
  const length = status === 204 || status === 304 ? [] : ["content-length", String(body.length)];
  if (request.complete) {
    response.writeHead(status, [...headers, ...length]).end(body);
    return;
  }
  // Refused before its body was read. A connection that is closed while data comes in is reset, and the sender may never
  // see the answer. So: answer, go on reading for a moment, then close.
  response.writeHead(status, [...headers, ...length, "connection", "close"]);
  response.write(body);
  const finish = (): void => {
    clearTimeout(timer);
    request.off("end", finish).off("close", finish);
    response.end();
  };
  const timer = setTimeout(finish, lingerMs);
  request.on("end", finish).on("close", finish).resume();
}
