/// <reference types="node" />
import type { IncomingMessage, ServerResponse } from "node:http";
import type { UniversalAnswer } from "../http.ts";

/** How long a sender that was refused may go on sending before its connection is closed. */
const lingerMs = 1_000;

/** Writes an answer. Does nothing when somebody else has answered or the sender is gone. */
export function send(answer: UniversalAnswer, request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent || response.destroyed) return;
  if (request.complete) {
    response.writeHead(answer.status, answer.headers).end(answer.body);
    return;
  }
  // Refused before its body was read. A connection that is closed while data comes in is reset, and the sender may
  // never see the answer. So: answer, go on reading for a moment, then close.
  const length = String(Buffer.byteLength(answer.body));
  response.writeHead(answer.status, { ...answer.headers, "content-length": length, connection: "close" });
  response.write(answer.body);
  const timer = setTimeout(finish, lingerMs);
  function finish(): void {
    clearTimeout(timer);
    request.off("end", finish).off("close", finish);
    response.end();
  }
  request.on("end", finish).on("close", finish).resume();
}
