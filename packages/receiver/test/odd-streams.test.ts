import { expect, test, vi } from "vitest";
import { event } from "./deliveries.ts";
import { receiverWith } from "./receiver-with.ts";

// Streams that no network makes, but a framework or a test may.

const bytes = new TextEncoder().encode(`${JSON.stringify({ events: [event("c")] })} `.padEnd(400));

function withBody(source: UnderlyingDefaultSource): Request {
  const body = new ReadableStream(source);
  const init = { method: "POST", headers: { "content-type": "application/json" }, body, duplex: "half" };
  return new Request("http://bot.example/", init as RequestInit);
}

function chunks(...all: unknown[]): Request {
  return withBody({
    start(controller) {
      for (const chunk of all) controller.enqueue(chunk);
      controller.close();
    },
  });
}

test.each([
  [
    "views of 16 bits",
    [new Uint16Array(bytes.slice(0, 100).buffer), new Uint16Array(bytes.slice(100).buffer)],
  ],
  ["a DataView", [new DataView(bytes.slice().buffer)]],
  ["part of a buffer", [new DataView(bytes.buffer, 0, 100), new DataView(bytes.buffer, 100)]],
  ["empty chunks", [new Uint8Array(), bytes.slice(), new Uint8Array()]],
])("takes the bytes of %s", async (_name, all) => {
  const { receiver, inbox } = receiverWith();
  expect((await receiver.fetch(chunks(...all))).status).toBe(200);
  expect((await inbox.stats()).pending).toBe(1);
});

test.each([
  ["strings", "{}"],
  ["nothing", undefined],
  ["buffers", bytes.buffer],
])("a stream of %s is our own mistake, not the sender's", async (_name, chunk) => {
  const onError = vi.fn();
  const { receiver } = receiverWith({ onError });
  const response = await receiver.fetch(chunks(chunk));
  expect([response.status, (await response.json()).code]).toEqual([500, "internal"]);
  expect(onError).toHaveBeenCalledOnce();
});

test("empty chunks without end run into the time limit", async () => {
  const { receiver } = receiverWith({ bodyTimeoutMs: 20 });
  const endless = withBody({ pull: (controller) => controller.enqueue(new Uint8Array()) });
  expect((await receiver.fetch(endless)).status).toBe(408);
});

test("a request whose body cannot be reached is answered, too", async () => {
  const { receiver } = receiverWith({ onError: () => {} });
  const request = chunks();
  Object.defineProperty(request, "body", {
    get() {
      throw new Error("no body");
    },
  });
  expect((await receiver.fetch(request)).status).toBe(500);
});
