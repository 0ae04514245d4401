/// <reference types="node" />
import { expect, test } from "vitest";
import { event, post, text } from "../../test/deliveries.ts";
import { createReceiver } from "../receiver.ts";
import { sqliteInbox } from "./sqlite-inbox.ts";
import { temporaryFile } from "./test/temporary.ts";

const large = "x".repeat(30_000);

test("a receiver answers 503 while the file is full and 200 once events were handled, and handles all that it took", async () => {
  const inbox = sqliteInbox(temporaryFile(), { maxFileBytes: 300_000 });
  const receiver = createReceiver({ inbox, onError: () => {} });
  const handled: string[] = [];
  receiver.onMessage("text", ({ message }) => {
    handled.push(message.data.text.slice(0, 3));
  });
  const accepted: string[] = [];
  const send = async (name: string) => {
    const request = post({ events: [event("chat 1", { messages: [text(name + large)] })] });
    const { status } = await receiver.fetch(request);
    if (status === 200) accepted.push(name);
    return status;
  };
  const statuses = new Set<number>();
  for (let i = 100; i < 120; i++) statuses.add(await send(`${i}`));
  expect([...statuses]).toEqual([200, 503]);
  await receiver.start();
  await receiver.idle();
  expect(await send("120")).toBe(200);
  await receiver.idle();
  expect(handled).toEqual(accepted);
  expect(await inbox.stats()).toMatchObject({ pending: 0, quarantined: 0, done: accepted.length });
  await receiver.close({ graceMs: 1_000 });
});
