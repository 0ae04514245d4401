import { describe, expect, test, vi } from "vitest";
import { event, post, text } from "./deliveries.ts";
import { receiverWith } from "./receiver-with.ts";

describe("handlers", () => {
  test("the event's own handler, then those of its messages in order, one after the other", async () => {
    const { receiver } = receiverWith();
    const calls: string[] = [];
    receiver.onMessage("text", async ({ message, event, receipt, attempt, signal }) => {
      calls.push(`text begins: ${message.data.text}`);
      await Promise.resolve();
      calls.push(`text ends: ${event.chat.id} ${receipt.sequence} ${attempt} ${signal.aborted}`);
    });
    receiver.onMessage("hyperlink", ({ message }) => calls.push(message.data.url));
    receiver.onUnrecognizedMessage(({ message }) => calls.push(`unrecognized: ${message.type}`));
    receiver.on("new_messages", async ({ event }) => {
      await Promise.resolve();
      calls.push(`event of ${event.messages.length}`);
    });
    await receiver.start();
    const author = { type: "agent", id: "a", name: "A" };
    const messages = [
      text("one"),
      { type: "some_future_message", author },
      { type: "hyperlink", author, data: { label: "x", url: "https://x.example/" } },
      { type: "media", author, data: { type: "image", url: "https://x.example/", filename: "x" } },
      text("two"),
    ];
    await receiver.fetch(post({ events: [event("c", { messages })] }));
    await receiver.idle();
    expect(calls).toEqual([
      "event of 5",
      "text begins: one",
      "text ends: c 1 1 false",
      "unrecognized: some_future_message",
      "https://x.example/",
      "text begins: two",
      "text ends: c 1 1 false",
    ]);
  });

  test("unrecognized events have their own, and their messages none: they were not validated", async () => {
    const { receiver } = receiverWith();
    const onMessage = vi.fn();
    const seen: unknown[] = [];
    receiver.onMessage("text", onMessage);
    receiver.onUnrecognizedMessage(onMessage);
    receiver.onUnrecognizedEvent(({ event }) => seen.push(event.type, event.chat.id));
    await receiver.start();
    await receiver.fetch(
      post({ events: [event("c", { type: "some_future_event", messages: [text("x"), 5] })] }),
    );
    await receiver.idle();
    expect(seen).toEqual(["some_future_event", "c"]);
    expect(onMessage).not.toHaveBeenCalled();
  });

  test("an event that another version accepted goes to the handler that this one has for it", async () => {
    const { receiver, inbox } = receiverWith();
    const seen: string[] = [];
    receiver.on("new_messages", ({ receipt }) => seen.push(`known ${receipt.sequence}`));
    receiver.onMessage("text", ({ receipt }) => seen.push(`text ${receipt.sequence}`));
    receiver.onUnrecognizedEvent(({ receipt }) => seen.push(`unrecognized ${receipt.sequence}`));
    const stored = (kind: "valid" | "unrecognized", more: object) =>
      ({ kind, chat: "c", json: JSON.stringify(event("c", more)), issues: [] }) as const;
    await inbox.commit([
      stored("valid", { type: "some_future_event" }),
      stored("unrecognized", {}),
      // Known by now, but not as it is described today.
      stored("unrecognized", { messages: [text("x"), 5] }),
    ]);
    await receiver.start();
    await receiver.idle();
    expect(seen).toEqual(["unrecognized 1", "known 2", "text 2", "unrecognized 3"]);
  });

  test("no handler is no error", async () => {
    const { receiver, inbox } = receiverWith();
    await receiver.start();
    await receiver.fetch(post({ events: [event("c"), event("c", { type: "other" })] }));
    await receiver.idle();
    expect(await inbox.stats()).toMatchObject({ accepted: 2, done: 2 });
  });

  test("a handler that changes its event does not change what is kept", async () => {
    const { receiver, inbox } = receiverWith({ attempts: 1 });
    receiver.on("new_messages", ({ event }) => {
      event.chat.id = "other";
      throw new Error("no");
    });
    await receiver.start();
    await receiver.fetch(post({ events: [event("c")] }));
    await receiver.idle();
    expect(JSON.parse((await inbox.list("dead"))[0]?.json ?? "")).toEqual(event("c"));
  });

  test("a handler that changes its event does not change what the next attempt gets", async () => {
    const { receiver } = receiverWith({ backoff: { baseMs: 0 } });
    const seen: unknown[] = [];
    receiver.on("new_messages", ({ event, attempt }) => {
      seen.push([attempt, structuredClone(event)]);
      event.chat.id = "other";
      if (attempt < 3) throw new Error("no");
    });
    await receiver.start();
    await receiver.fetch(post({ events: [event("c")] }));
    await receiver.idle();
    expect(seen).toEqual([1, 2, 3].map((attempt) => [attempt, event("c")]));
  });

  test("an attempt whose time is over calls the handlers of no further messages", async () => {
    const { receiver } = receiverWith({ attempts: 1, attemptTimeoutMs: 1 });
    const seen: string[] = [];
    receiver.onMessage("text", async ({ message, signal }) => {
      seen.push(message.data.text);
      // It stops without throwing, as if all was well.
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
    });
    await receiver.start();
    await receiver.fetch(post({ events: [event("c", { messages: [text("one"), text("two")] })] }));
    await receiver.idle();
    expect(seen).toEqual(["one"]);
  });

  test("registering wrongly is told at once", () => {
    const { receiver } = receiverWith();
    receiver.on("new_messages", () => {});
    receiver.onMessage("text", () => {});
    receiver.onUnrecognizedEvent(() => {});
    receiver.onUnrecognizedMessage(() => {});
    expect(() => receiver.on("new_messages", () => {})).toThrow(
      'on("new_messages"): there is a handler already',
    );
    expect(() => receiver.onMessage("text", () => {})).toThrow(
      'onMessage("text"): there is a handler already',
    );
    expect(() => receiver.onUnrecognizedEvent(() => {})).toThrow("there is a handler already");
    expect(() => receiver.onUnrecognizedMessage(() => {})).toThrow("there is a handler already");
    expect(() => receiver.on("new_message" as "new_messages", () => {})).toThrow(
      /^on: "new_message" is no known event type\. Known: new_messages.* there is onUnrecognizedEvent\(\)\.$/,
    );
    expect(() => receiver.onMessage("toString" as "text", () => {})).toThrow(
      /Known: text, .*onUnrecognizedMessage/,
    );
    expect(() => receiver.onMessage("media", undefined as unknown as () => void)).toThrow(
      "must be a function",
    );
  });
});
