import { describe, expect, test, vi } from "vitest";
import { post } from "./deliveries.ts";
import { receiverWith } from "./receiver-with.ts";

describe("refusals beside those of spec/cases", () => {
  test("too many events", async () => {
    const { receiver } = receiverWith({ maxEvents: 2 });
    const response = await receiver.fetch(post({ events: [1, 2, 3] }));
    expect([response.status, (await response.json()).code]).toEqual([413, "too_many_events"]);
    expect((await receiver.fetch(post({ events: [1, 2] }))).status).toBe(200);
  });

  test("a depth of one's own", async () => {
    const { receiver } = receiverWith({ maxDepth: 3 });
    expect((await receiver.fetch(post('{"events":[{}]}'))).status).toBe(200);
    expect((await receiver.fetch(post('{"events":[{"a":{}}]}'))).status).toBe(400);
  });

  test("the rest of a body that is refused is not read", async () => {
    const { receiver } = receiverWith({ maxBodyBytes: 10 });
    const cancel = vi.fn();
    let pulls = 0;
    const body = new ReadableStream({
      pull(controller) {
        pulls++;
        controller.enqueue(new Uint8Array(6));
      },
      cancel,
    });
    const init = { method: "POST", headers: { "content-type": "application/json" }, body, duplex: "half" };
    expect((await receiver.fetch(new Request("http://bot.example/", init as RequestInit))).status).toBe(413);
    expect(cancel).toHaveBeenCalledOnce();
    expect(pulls).toBeLessThan(5);
  });

  test("a consumed request gives a clear error, not a hang", async () => {
    const onError = vi.fn();
    const { receiver } = receiverWith({ onError });
    const used = post({ events: [] });
    await used.text();
    const locked = post({ events: [] });
    locked.body?.getReader();
    for (const request of [used, locked]) {
      const response = await receiver.fetch(request);
      const problem = await response.json();
      expect([response.status, problem.code]).toEqual([500, "body_consumed"]);
      expect(problem.detail).toContain("before body parsers");
    }
    expect(onError).toHaveBeenCalledTimes(2);
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ stage: "accept", error: { code: "body_consumed" } });
  });

  test("a sender that goes away", async () => {
    const onError = vi.fn();
    const { receiver, inbox } = receiverWith({ onError });
    const request = (start: (controller: ReadableStreamDefaultController) => void): Request =>
      new Request("http://bot.example/", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: new ReadableStream({ start }),
        duplex: "half",
      } as RequestInit);
    const gone = await receiver.fetch(request((controller) => controller.error(new Error("reset"))));
    expect([gone.status, (await gone.json()).code]).toEqual([400, "sender_gone"]);
    expect((await inbox.stats()).accepted).toBe(0);
    expect(onError).not.toHaveBeenCalled();
  });

  test("an authenticator that throws is our fault; one that answers with anything but true says no", async () => {
    const onError = vi.fn();
    const throws = receiverWith({
      onError,
      authenticate: [{ checkRequest: () => Promise.reject(new Error("db")) }],
    });
    expect((await throws.receiver.fetch(post({ events: [] }))).status).toBe(503);
    expect(onError).toHaveBeenCalledOnce();
    const truthy = receiverWith({ authenticate: [{ checkEvents: () => ({}) as unknown as boolean }] });
    expect((await truthy.receiver.fetch(post({ events: [] }))).status).toBe(401);
  });

  test("an authenticator gets the bytes as they came", async () => {
    const seen: string[] = [];
    const checkRequest = (_request: unknown, bytes: () => Uint8Array): boolean => {
      seen.push(new TextDecoder().decode(bytes()));
      return true;
    };
    const { receiver } = receiverWith({ authenticate: [{ checkRequest }] });
    await receiver.fetch(post('{ "events" : [] }'));
    expect(seen).toEqual(['{ "events" : [] }']);
  });
});
