import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { openConnection } from "./open-connection.ts";

/** Answers with the status that the path names, and a body if it is not 200. */
const server = createServer((request, response) => {
  const status = Number(request.url?.slice(1));
  if (status === 0) return request.socket.destroy();
  response.writeHead(status, { "content-length": status === 200 ? 0 : 4 }).end(status === 200 ? "" : "body");
}).listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;
afterAll(() => server.close());

async function get(path: string, times = 1): Promise<(Error | undefined)[]> {
  const connection = await openConnection(port);
  const ends: (Error | undefined)[] = [];
  for (let i = 0; i < times; i++) {
    const end = new Promise<Error | undefined>((resolve) => {
      connection.send(`GET /${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`, resolve);
    });
    ends.push(await end);
  }
  connection.close();
  return ends;
}

test("an empty 200 is good, again and again", async () => {
  expect(await get("200", 3)).toEqual([undefined, undefined, undefined]);
});

test("any other answer, and none, is an error: what is measured would be errors", async () => {
  expect(await get("503")).toEqual([expect.objectContaining({ message: expect.stringContaining("503") })]);
  expect(await get("201")).toEqual([expect.any(Error)]);
  expect(await get("0")).toEqual([expect.objectContaining({ message: expect.stringContaining("closed") })]);
});
