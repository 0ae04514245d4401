import { check, checkEqual } from "./check.ts";
import { type ConformanceCase, inboxCase } from "./conformance-case.ts";
import { claimOne, commitAll, event, invalidEvent } from "./with-inbox.ts";

export const receipts: readonly ConformanceCase[] = [
  inboxCase("gives each event an id of its own, and says when it was stored", async (inbox) => {
    const before = Date.now();
    const one = await commitAll(inbox, [event("a"), event("a"), event("b")]);
    const more = await Promise.all(
      Array.from({ length: 20 }, () => commitAll(inbox, [event("a"), event("c")])),
    );
    const all = [...one, ...more.flat()];
    check(new Set(all.map(({ id }) => id)).size === 43, "two receipts have the same id");
    for (const { time } of all) {
      check(/^\d{4}-\d\d-\d\dT.*Z$/.test(time), `the time ${time} is not ISO 8601 in UTC`);
      check(Math.abs(Date.parse(time) - before) < 60_000, `the time ${time} is not that of the commit`);
    }
  }),
  inboxCase("counts the events of each chat from 1, those in quarantine too", async (inbox) => {
    const first = await commitAll(inbox, [event("a"), event("b"), invalidEvent("a"), event("a")]);
    const second = await commitAll(inbox, [event("b"), invalidEvent("c"), event("c")]);
    checkEqual(
      [first, second].map((list) => list.map(({ sequence }) => sequence)),
      [
        [1, 1, 2, 3],
        [2, 1, 2],
      ],
      "the sequences",
    );
    const laneless = await commitAll(inbox, [invalidEvent(undefined), invalidEvent(undefined)]);
    check(laneless[0]?.id !== laneless[1]?.id, "two events without a chat have the same id");
  }),
  inboxCase("goes on counting when all events of a chat are settled", async (inbox) => {
    await commitAll(inbox, [event("a")]);
    await inbox.settle(await claimOne(inbox), { kind: "done" });
    checkEqual((await commitAll(inbox, [event("a")]))[0]?.sequence, 2, "the sequence");
  }),
  inboxCase("counts without gap or repetition when deliveries come at once", async (inbox) => {
    const lists = await Promise.all(
      Array.from({ length: 20 }, () => commitAll(inbox, [event("a"), event("a")])),
    );
    const sequences = lists.flat().map(({ sequence }) => sequence);
    checkEqual(
      sequences.toSorted((a, b) => a - b),
      Array.from({ length: 40 }, (_, i) => i + 1),
      "the sequences",
    );
    for (const [a, b] of lists) {
      check(a !== undefined && b !== undefined && a.sequence < b.sequence, "a delivery changed its order");
    }
  }),
  inboxCase("stores all events of a delivery at the same moment", async (inbox) => {
    const commits = Array.from({ length: 10 }, () =>
      commitAll(inbox, [event("a"), event("b"), invalidEvent("c")]),
    );
    for (const commit of commits) {
      const { accepted } = await inbox.stats();
      check(accepted % 3 === 0, `${accepted} events are accepted, of deliveries of 3`);
      await commit;
    }
    checkEqual((await inbox.stats()).accepted, 30, "accepted");
  }),
  inboxCase("takes a delivery without events", async (inbox) => {
    checkEqual(await commitAll(inbox, []), [], "the receipts");
    checkEqual((await inbox.stats()).accepted, 0, "accepted");
  }),
  inboxCase("hands out the receipt of the commit, at each attempt the same", async (inbox) => {
    const [receipt] = await commitAll(inbox, [event("a")]);
    const first = await claimOne(inbox);
    checkEqual(first.receipt, receipt, "the receipt at the first attempt");
    await inbox.settle(first, { kind: "retry", delayMs: 0, error: "Error" });
    checkEqual((await claimOne(inbox)).receipt, receipt, "the receipt at the second attempt");
  }),
];
