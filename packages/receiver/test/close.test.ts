import { describe, expect, test, vi } from "vitest";
import { event, post } from "./deliveries.ts";
import { receiverWith } from "./receiver-with.ts";

describe("close", () => {
  test("answers 503, finishes what is under way, closes the inbox, and can be called again", async () => {
    const onError = vi.fn();
    const { receiver, inbox } = receiverWith({ onError });
    let feed: ReadableStreamDefaultController | undefined;
    const body = new ReadableStream({
      start(controller) {
        feed = controller;
      },
    });
    const init = { method: "POST", headers: { "content-type": "application/json" }, body, duplex: "half" };
    const slow = receiver.fetch(new Request("http://bot.example/", init as RequestInit));
    const closed = receiver.close({ graceMs: 60_000 });
    const late = await receiver.fetch(post({ events: [] }));
    expect([late.status, (await late.json()).code]).toEqual([503, "unavailable"]);
    expect(late.headers.get("retry-after")).toBe("5");
    feed?.enqueue(new TextEncoder().encode(JSON.stringify({ events: [event("c")] })));
    feed?.close();
    expect((await slow).status).toBe(200);
    await closed;
    await receiver.close();
    // Closing is no fault.
    expect(onError).not.toHaveBeenCalled();
    expect((await inbox.stats()).accepted).toBe(1);
    await expect(inbox.commit([])).rejects.toThrow("closed");
  });

  test("refuses a grace time that is none", async () => {
    const { receiver } = receiverWith();
    await expect(receiver.close({ graceMs: Number.NaN })).rejects.toThrow(
      "close: `graceMs` must be a whole number",
    );
  });
});
