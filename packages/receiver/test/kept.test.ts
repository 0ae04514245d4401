import { describe, expect, test, vi } from "vitest";
import { event, post } from "./deliveries.ts";
import { receiverWith } from "./receiver-with.ts";

describe("what is kept", () => {
  test("the exact bytes of each event, unknown ones and invalid ones too", async () => {
    const { receiver, inbox } = receiverWith();
    const commit = vi.spyOn(inbox, "commit");
    const events = [
      '{ "type":"new_messages", "chat":{"id":"c","human":{"id":"h","name":"\\u0041da","n":1.0}},\n "channel":{"id":"x"},"messages":[ ] , "future":[1e2,{"__proto__":{"a":1}}] }',
      '{"type":"some_future_event","chat":{"id":"c","human":{"id":"h","name":"A"}},"channel":{"id":"x"},"type":"chat_ended"}',
      '{"type" : "new_messages"}',
      "12.50",
    ];
    await receiver.fetch(post(`{"v":[[]],"events":[${events.join(" ,\t")}\n]}`));
    expect(commit.mock.calls[0]?.[0].map(({ json, kind }) => [kind, json])).toEqual([
      ["valid", events[0]],
      ["unrecognized", events[1]],
      ["invalid", events[2]],
      ["invalid", events[3]],
    ]);
    const [quarantined] = await inbox.list("quarantined");
    expect(quarantined?.issues.map(({ pointer }) => pointer)).toContain("/events/2/chat");
    // What the first of the events says of its prototype stays in its text.
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });

  test("an invalid event keeps its place in its chat when the chat can be read", async () => {
    const { receiver, inbox } = receiverWith();
    await receiver.fetch(post({ events: [event("c"), event("c", { messages: 1 }), { chat: { id: 5 } }] }));
    const quarantined = await inbox.list("quarantined");
    expect(quarantined.map(({ chat, receipt }) => [chat, receipt.sequence])).toEqual([
      ["c", 2],
      [undefined, 1],
    ]);
  });

  test("nothing of a delivery that the inbox refuses, which the sender learns", async () => {
    const { receiver, inbox } = receiverWith({ retryAfterSeconds: 7 });
    const commit = inbox.commit.bind(inbox);
    inbox.commit = () => {
      throw new Error("disk full at Ada");
    };
    const failed = await receiver.fetch(post({ events: [event("c")] }));
    expect([failed.status, failed.headers.get("retry-after")]).toEqual([503, "7"]);
    expect(await failed.text()).not.toContain("Ada");
    inbox.commit = commit;
    expect((await receiver.fetch(post({ events: [event("c")] }))).status).toBe(200);
    expect((await inbox.stats()).accepted).toBe(1);
  });

  test("nothing, and the inbox is not asked, for a delivery without events", async () => {
    const { receiver, inbox } = receiverWith();
    inbox.commit = () => Promise.reject(new Error("down"));
    expect((await receiver.fetch(post({ events: [] }))).status).toBe(200);
  });

  test("the books balance", async () => {
    const { receiver, inbox } = receiverWith({ attempts: 1 });
    receiver.on("new_messages", ({ event }) => {
      if (event.chat.id === "bad") throw new Error("no");
    });
    const events = [event("bad"), event("good"), event("good"), event("good", { messages: 1 }), 5];
    await receiver.fetch(post({ events }));
    expect(await inbox.stats()).toMatchObject({ accepted: 5, pending: 3, done: 0, dead: 0, quarantined: 2 });
    await receiver.start();
    await receiver.idle();
    expect(await inbox.stats()).toMatchObject({ accepted: 5, pending: 0, done: 2, dead: 1, quarantined: 2 });
  });
});
