import { expect, test } from "vitest";
import { event, post } from "../test/deliveries.ts";
import { receiverWith } from "../test/receiver-with.ts";
import type { Duplicates } from "./index.ts";

const again = { events: [event("a"), event("b"), { ...event("a"), type: 5 }] };

/** Delivers twice. @returns what handlers saw, and the books. */
async function deliverTwice(duplicates?: Duplicates) {
  const { receiver, inbox } = receiverWith({ duplicates });
  const seen: { chat: string; id: string; of: string | undefined }[] = [];
  receiver.on("new_messages", ({ event, receipt, suspectedDuplicateOf: of }) => {
    seen.push({ chat: event.chat.id, id: receipt.id, of });
  });
  await receiver.start();
  for (let i = 0; i < 2; i++) expect((await receiver.fetch(post(again))).status).toBe(200);
  await receiver.idle();
  const ids = (chat: string) => seen.filter((one) => one.chat === chat).map(({ id }) => id);
  const suspects = (chat: string) => seen.filter((one) => one.chat === chat).map(({ of }) => of);
  return { stats: await inbox.stats(), ids, suspects, quarantined: await inbox.list("quarantined") };
}

test("by default, both are handled, and the second handler sees what it may repeat", async () => {
  const { stats, ids, suspects, quarantined } = await deliverTwice();
  expect(stats).toMatchObject({ accepted: 6, done: 4, quarantined: 2, dropped: 0 });
  for (const chat of ["a", "b"]) expect(suspects(chat)).toEqual([undefined, ids(chat)[0]]);
  const [first, second] = quarantined;
  expect(second?.receipt.suspectedDuplicateOf).toBe(first?.receipt.id);
});

test("drop leaves out the second, and counts it", async () => {
  const { stats, suspects } = await deliverTwice({ mode: "drop", windowMs: 60_000 });
  expect(stats).toMatchObject({ accepted: 3, done: 2, quarantined: 1, dropped: 3 });
  expect(suspects("a")).toEqual([undefined]);
});

test("off looks for none", async () => {
  const { stats, suspects, quarantined } = await deliverTwice({ mode: "off" });
  expect(stats).toMatchObject({ accepted: 6, done: 4, dropped: 0 });
  expect(suspects("a")).toEqual([undefined, undefined]);
  expect(quarantined[0]?.receipt.fingerprint).toBeUndefined();
});

test("a reply token tells what was said twice from what was sent twice", async () => {
  const { receiver, inbox } = receiverWith();
  for (const replyToken of ["one", "two", "two"]) {
    await receiver.fetch(post({ events: [event("a", { replyToken })] }));
  }
  const receipts = (await inbox.list("pending")).map(({ receipt }) => receipt);
  expect(receipts.map((receipt) => receipt.suspectedDuplicateOf)).toEqual([
    undefined,
    undefined,
    receipts[1]?.id,
  ]);
});

test("an event that is spelled in another way says the same", async () => {
  const { receiver, inbox } = receiverWith();
  const [type, rest] = [
    '"type":"new_messages"',
    JSON.stringify(event("a", { type: undefined })).slice(1, -1),
  ];
  await receiver.fetch(post(`{"events":[{${type},${rest}}]}`));
  await receiver.fetch(post(`{"events":[ { ${rest.replace("Ada", "\\u0041da")} , ${type} } ]}`));
  const [first, second] = await inbox.list("pending");
  expect(second?.json).not.toBe(first?.json);
  expect(second?.receipt.suspectedDuplicateOf).toBe(first?.receipt.id);
});

test("one that was dropped is not told as one that went into quarantine", async () => {
  const told: object[] = [];
  const logger = { warn: (fields: object) => told.push(fields), error: () => {} };
  const { receiver } = receiverWith({ logger, duplicates: { mode: "drop", windowMs: 60_000 } });
  for (let i = 0; i < 2; i++) await receiver.fetch(post(again));
  expect(told).toMatchObject([{ quarantined: 1 }]);
});
