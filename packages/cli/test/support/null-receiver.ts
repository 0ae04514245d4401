import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeEach } from "vitest";

/** A receiver that keeps what it gets, and answers as it is told. */
export interface NullReceiver {
  url: string;
  /** The bodies, in the order in which they had come whole. */
  got: Buffer[];
  /** The statuses of the next answers; then it is 200. */
  answers: number[];
  /** How long each answer takes, in milliseconds. */
  delayMs: number;
  /** The most requests that were under way at once. */
  most: number;
}

/** One for a test file; it forgets between the tests. */
export async function nullReceiver(): Promise<NullReceiver> {
  let underWay = 0;
  const server = createServer(async (request, response) => {
    receiver.most = Math.max(receiver.most, ++underWay);
    const body = await buffer(request).catch(() => undefined);
    if (body) receiver.got.push(body);
    if (receiver.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, receiver.delayMs));
    underWay--;
    response.writeHead(receiver.answers.shift() ?? 200).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const receiver: NullReceiver = {
    url: `http://127.0.0.1:${port}/webhook`,
    got: [],
    answers: [],
    delayMs: 0,
    most: 0,
  };
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => {
    Object.assign(receiver, { got: [], answers: [], delayMs: 0, most: 0 });
  });
  return receiver;
}
