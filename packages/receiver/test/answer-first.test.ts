import { describe, expect, test, vi } from "vitest";
import { deferred, event, post } from "./deliveries.ts";
import { receiverWith } from "./receiver-with.ts";

describe("the answer does not wait for handlers", () => {
  test("a handler that never ends", async () => {
    const { receiver } = receiverWith();
    const began = deferred();
    receiver.on("new_messages", () => {
      began.resolve();
      return new Promise(() => {});
    });
    await receiver.start();
    for (let round = 0; round < 3; round++) {
      expect((await receiver.fetch(post({ events: [event("chat_1")] }))).status).toBe(200);
    }
    await began.promise;
    await receiver.close({ graceMs: 0 });
  });

  test("a handler that blocks begins after the answer is out", async () => {
    const { receiver } = receiverWith();
    const order: string[] = [];
    receiver.on("new_messages", () => order.push("handler"));
    await receiver.start();
    const answers = Array.from({ length: 5 }, async () => {
      await receiver.fetch(post({ events: [event("chat_1")] }));
      order.push("answer");
    });
    await Promise.all(answers);
    await receiver.idle();
    expect(order).toEqual([...Array(5).fill("answer"), ...Array(5).fill("handler")]);
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("no");
      },
    ],
    [
      "throws undefined",
      () => {
        throw undefined;
      },
    ],
    ["rejects", () => Promise.reject(new Error("no"))],
    ["rejects with null", () => Promise.reject(null)],
    ["returns a thenable that throws", () => new Proxy({}, { get: fail })],
  ])("a handler that %s", async (_name, handler) => {
    const onError = vi.fn();
    const { receiver, inbox } = receiverWith({ onError, attempts: 1 });
    receiver.on("new_messages", handler);
    await receiver.start();
    const response = await receiver.fetch(post({ events: [event("chat_1"), event("chat_1")] }));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
    await receiver.idle();
    expect(await inbox.stats()).toMatchObject({ dead: 2, pending: 0 });
    expect(onError).toHaveBeenCalledTimes(2);
    expect(onError.mock.calls[0]?.[0]).toMatchObject({
      stage: "handler",
      attempt: 1,
      outcome: "dead",
      receipt: { sequence: 1 },
      event: { chat: { id: "chat_1" } },
    });
  });
});

function fail(): never {
  throw new Error("no");
}
