import { expect, test, vi } from "vitest";
import type { Claim, NewEvent } from "./inbox.ts";
import { unsafeMemoryInbox } from "./unsafe-memory-inbox.ts";

function event(chat: string | undefined, kind: NewEvent["kind"] = "valid", json = "{}"): NewEvent {
  return { kind, chat, json, issues: [] };
}

test("a receipt has an id of its own, a sequence in its chat, and a time", async () => {
  const inbox = unsafeMemoryInbox();
  const first = await inbox.commit([event("a"), event("b"), event("a", "invalid"), event("a")]);
  const second = await inbox.commit([event("a"), event(undefined, "invalid")]);
  const receipts = [...first, ...second];
  expect(receipts.map(({ sequence }) => sequence)).toEqual([1, 1, 2, 3, 4, 1]);
  expect(new Set(receipts.map(({ id }) => id)).size).toBe(6);
  for (const { time } of receipts) expect(new Date(time).toISOString()).toBe(time);
});

test("hands out lane heads only, each once, and the lane that waits longest first", async () => {
  const inbox = unsafeMemoryInbox();
  await inbox.commit([event("a", "valid", "a1"), event("a", "valid", "a2"), event("b", "valid", "b1")]);
  await inbox.commit([event("c", "valid", "c1")]);
  const json = (claims: readonly Claim[]): string[] => claims.map((claim) => claim.json);
  const [a1, b1] = await inbox.claim(2);
  expect([a1?.json, b1?.json]).toEqual(["a1", "b1"]);
  if (a1) await inbox.settle(a1, "done");
  expect(json(await inbox.claim(9))).toEqual(["c1", "a2"]);
  expect(json(await inbox.claim(9))).toEqual([]);
});

test("a claim can be settled once, and by its owner only", async () => {
  const inbox = unsafeMemoryInbox();
  await inbox.commit([event("a"), event("a")]);
  const [claim] = await inbox.claim(1);
  if (!claim) throw new Error("nothing was claimed");
  await inbox.settle(claim, "done");
  await expect(inbox.settle(claim, "done")).rejects.toThrow("is not claimed");
  await inbox.claim(1);
  await expect(inbox.release(claim)).rejects.toThrow("is not claimed");
  expect(await inbox.stats()).toEqual({ accepted: 2, pending: 1, done: 1, dead: 0, quarantined: 0 });
});

test("what was released can be claimed again, and released no more", async () => {
  const inbox = unsafeMemoryInbox();
  await inbox.commit([event("a")]);
  const [claim] = await inbox.claim(1);
  if (!claim) throw new Error("nothing was claimed");
  await inbox.release(claim);
  await expect(inbox.release(claim)).rejects.toThrow("is not claimed");
  expect(await inbox.claim(1)).toEqual([claim]);
});

test("hands out nothing of a lane whose head is handed out, whatever comes in meanwhile", async () => {
  const inbox = unsafeMemoryInbox();
  await inbox.commit([event("a")]);
  await inbox.claim(1);
  await inbox.commit([event("a")]);
  expect(await inbox.claim(9)).toEqual([]);
});

test("invalid events go to quarantine and block no lane", async () => {
  const inbox = unsafeMemoryInbox();
  const issues: NewEvent["issues"] = [];
  await inbox.commit([
    event(undefined, "invalid", "1"),
    event("a", "invalid", "2"),
    event("a", "valid", "3"),
  ]);
  expect((await inbox.claim(9)).map(({ json }) => json)).toEqual(["3"]);
  expect(await inbox.list("quarantined")).toMatchObject([
    { chat: undefined, json: "1", issues },
    { chat: "a", json: "2", issues },
  ]);
});

test("wakes subscribers until they leave", async () => {
  const inbox = unsafeMemoryInbox();
  const wake = vi.fn();
  const leave = inbox.subscribe(wake);
  await inbox.commit([event("a")]);
  expect(wake).toHaveBeenCalledOnce();
  leave();
  await inbox.commit([event("a")]);
  expect(wake).toHaveBeenCalledOnce();
});

test("takes nothing more when it is closed, but can still be looked at", async () => {
  const inbox = unsafeMemoryInbox();
  await inbox.commit([event("a")]);
  await inbox.close();
  await expect(inbox.commit([event("a")])).rejects.toThrow("closed");
  await expect(inbox.claim(1)).rejects.toThrow("closed");
  expect((await inbox.stats()).pending).toBe(1);
});
