import { expect, test } from "vitest";
import type { StoredEvent } from "../../src/inbox.ts";
import { unsafeMemoryInbox } from "../../src/memory/unsafe-memory-inbox.ts";
import { listAll } from "../list-all.ts";
import type { Rule } from "../violation.ts";
import { deliveryOf } from "./delivery-of.ts";
import { type Found, judgeSurvivor } from "./judge-survivor.ts";
import { Told } from "./told.ts";

/** Ten deliveries, the last of them not acknowledged; one event dead, one let go. */
async function scene(): Promise<{ found: Found; told: Told }> {
  const inbox = unsafeMemoryInbox();
  const told = new Told();
  for (let delivery = 1; delivery <= 10; delivery++) {
    const ids = (await inbox.commit(deliveryOf(delivery))).map(({ id }) => id);
    if (delivery < 10) told.add({ kind: "committed", delivery, ids });
  }
  const [one, other] = await inbox.claim({ limit: 2, leaseMs: 60_000, ordering: "chat" });
  if (!one || !other) throw new Error("There is nothing to claim.");
  for (const { receipt } of [one, other]) told.add({ kind: "handed out", receipt });
  await inbox.settle(one, { kind: "dead", error: "SomeError" });
  told.add({ kind: "settled", id: one.receipt.id, state: "dead" });
  told.add({ kind: "lets go", chat: other.chat ?? "", receipt: other.receipt });
  await inbox.settle(other, { kind: "done" });
  told.add({ kind: "settled", id: other.receipt.id, state: undefined });
  const states = ["pending", "done", "dead", "quarantined"] as const;
  const lists = await Promise.all(states.map((state) => listAll(inbox, state)));
  return { found: { stats: await inbox.stats(), events: lists.flat() }, told };
}

const ofLast = ({ json }: StoredEvent) => JSON.parse(json).delivery === 10;

const damages: Readonly<Record<string, [Rule, (found: Found) => Found]>> = {
  "an event that is gone": ["lost", (found) => ({ ...found, events: found.events.slice(1) })],
  "an end that is gone": [
    "lost",
    (found) => ({
      ...found,
      events: found.events.map((one) => (one.state === "dead" ? { ...one, state: "pending" } : one)),
    }),
  ],
  "a text that is another": [
    "changed",
    (found) => ({ ...found, events: found.events.map((one) => ({ ...one, json: `${one.json} ` })) }),
  ],
  "a receipt that is another": [
    "changed",
    (found) => ({
      ...found,
      events: found.events.map((one) => ({ ...one, receipt: { ...one.receipt, time: "now" } })),
    }),
  ],
  "a part of a delivery": [
    "half a delivery",
    (found) => ({
      ...found,
      events: found.events.filter((one, i, all) => !ofLast(one) || all.findIndex(ofLast) === i),
    }),
  ],
  "an event twice": ["stored twice", (found) => ({ ...found, events: [...found.events, ...found.events] })],
  "a gap in a chat": ["gap", (found) => ({ ...found, events: found.events.slice(1) })],
  "books that do not balance": ["books", (found) => ({ ...found, stats: { ...found.stats, accepted: 1 } })],
};

test("what is as it was told is fine, also when the last delivery is not there", async () => {
  const { found, told } = await scene();
  expect(judgeSurvivor(found, told)).toEqual([]);
  const events = found.events.filter((event) => !ofLast(event));
  const rules = judgeSurvivor({ ...found, events }, told).map(({ rule }) => rule);
  // Only the books still know it.
  expect(rules).toEqual(["books"]);
});

test.each(Object.entries(damages))("%s is found", async (_, [rule, damage]) => {
  const { found, told } = await scene();
  expect(judgeSurvivor(damage(found), told).map((violation) => violation.rule)).toContain(rule);
});
