import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { receiverWith } from "../../test/receiver-with.ts";
import { sharedSecret } from "../index.ts";
import { ListenError, type Listening, type ListenOptions, listen } from "./index.ts";

const open: Listening[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close({ graceMs: 0 })));
});

async function listening(options: Partial<ListenOptions> = {}, receiver = receiverWith().receiver) {
  const one = await listen(receiver, { port: 0, ...options });
  open.push(one);
  return one;
}

async function statusOf(url: string): Promise<number> {
  const headers = { "content-type": "application/json" };
  return (await fetch(url, { method: "POST", headers, body: '{"events":[]}' })).status;
}

test("serves its path only", async () => {
  const { url, port } = await listening();
  expect(url).toBe(`http://127.0.0.1:${port}/webhook`);
  expect(await statusOf(url)).toBe(200);
  expect(await statusOf(`${url}?x=/`)).toBe(200);
  for (const path of ["/", "/webhooks", "/webhook/", "/webhook/x", "/WEBHOOK"]) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", body: "x" });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ code: "not_found", detail: "Deliveries go to /webhook." });
  }
});

test("a path with a secret", async () => {
  const { receiver } = receiverWith({ authenticate: [sharedSecret({ in: "path", secrets: "s3cret" })] });
  const { url, port } = await listening({ path: "/hooks/*" }, receiver);
  expect(url).toBe(`http://127.0.0.1:${port}/hooks`);
  expect(await statusOf(`${url}/s3cret`)).toBe(200);
  expect(await statusOf(`${url}/other`)).toBe(401);
  expect(await statusOf(url)).toBe(401);
  expect(await statusOf(`${url}/a/s3cret`)).toBe(404);
  expect(await statusOf(`${url}s3cret`)).toBe(404);
});

test.each([
  ["0.0.0.0", "127.0.0.1"],
  ["localhost", "localhost"],
])("on %s, its URL can be reached", async (host, name) => {
  const { url, port } = await listening({ host, path: "/" });
  expect(url).toBe(`http://${name}:${port}/`);
  expect(await statusOf(url)).toBe(200);
});

describe("a port that cannot be had", () => {
  test("taken: names the next free one", async () => {
    const { port } = await listening();
    // The next port may be taken by someone else: then this test takes it, too.
    const neighbour = createServer();
    await new Promise<void>((resolve) => {
      neighbour.once("error", () => resolve()).listen(port + 1, "127.0.0.1", resolve);
    });
    const error: ListenError = await listen(receiverWith().receiver, { port }).then(
      () => expect.unreachable(),
      (thrown) => thrown,
    );
    neighbour.close();
    expect(error).toBeInstanceOf(ListenError);
    expect(error).toMatchObject({ code: "port_taken", port, host: "127.0.0.1" });
    expect(error.nextFreePort).toBeGreaterThan(port + 1);
    expect(error.message).toBe(
      `Port ${port} of 127.0.0.1 is taken by another program. The next free port is ${error.nextFreePort}: use that one.`,
    );
    await listening({ port: error.nextFreePort ?? 0 });
  });

  test("a host that is not ours", async () => {
    // A documentation address (RFC 5737), which no machine has.
    await expect(listen(receiverWith().receiver, { port: 0, host: "192.0.2.1" })).rejects.toMatchObject({
      name: "ListenError",
      code: "cannot_listen",
      message: expect.stringMatching(/^Cannot listen on port 0 of 192\.0\.2\.1: .*EADDRNOTAVAIL/),
    });
  });
});

test.each<[Partial<ListenOptions>, RegExp]>([
  [{ port: -1 }, /`port`/],
  [{ port: 65_536 }, /`port`/],
  [{ port: "3000" as unknown as number }, /`port`/],
  [{ path: "webhook" }, /`path` must begin with a slash/],
  [{ path: "/webhook?x" }, /`path`/],
  [{ path: "/*/webhook" }, /`path`/],
])("refuses %j", async (options, message) => {
  await expect(listening(options)).rejects.toThrow(message);
});

test("close cuts what is left after the grace time, and can be called again", async () => {
  const { url, server, close } = await listen(receiverWith().receiver, { port: 0 });
  let feed: ReadableStreamDefaultController | undefined;
  const body = new ReadableStream({
    start(controller) {
      feed = controller;
      controller.enqueue(new TextEncoder().encode("{"));
    },
  });
  const headers = { "content-type": "application/json" };
  const cut = fetch(url, { method: "POST", headers, body, duplex: "half" } as RequestInit);
  await new Promise((resolve) => server.once("request", resolve));
  const refused = expect(cut).rejects.toThrow();
  const first = close({ graceMs: 1 });
  await close();
  // A second call does not come back before the first.
  expect(await promisify(server.getConnections.bind(server))()).toBe(0);
  await first;
  await refused;
  feed?.error(new Error("over"));
  await close();
  expect((server.address() as AddressInfo | null) ?? "closed").toBe("closed");
});
