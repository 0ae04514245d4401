import { fingerprintOf } from "../fingerprint.ts";
import type { DuplicateRule, NewEvent } from "../inbox.ts";
import { check, checkEqual } from "./check.ts";
import { type ConformanceCase, inboxCase } from "./conformance-case.ts";
import { claimOne, claimUpTo, commitAll, event, invalidEvent, longMs, shortMs } from "./with-inbox.ts";

const flag: DuplicateRule = { mode: "flag", windowMs: longMs };
const drop: DuplicateRule = { mode: "drop", windowMs: longMs };

function marked(chat: string, text: string): NewEvent {
  return { ...event(chat), json: JSON.stringify({ says: text }) };
}

export const duplicates: readonly ConformanceCase[] = [
  inboxCase(
    "flags an event that says what an earlier one of its chat said, and hands it out",
    async (inbox) => {
      const [first] = await commitAll(inbox, [marked("a", "ok")], flag);
      const [same, other, elsewhere] = await commitAll(
        inbox,
        [marked("a", "ok"), marked("a", "no"), marked("b", "ok")],
        flag,
      );
      checkEqual(first?.fingerprint, await fingerprintOf(marked("b", "ok").json), "the fingerprint");
      checkEqual(same?.suspectedDuplicateOf, first?.id, "the event that is repeated");
      checkEqual(first?.suspectedDuplicateOf, undefined, "what the first one repeats");
      checkEqual(other?.suspectedDuplicateOf, undefined, "what another text repeats");
      checkEqual(elsewhere?.suspectedDuplicateOf, undefined, "what the same text in another chat repeats");
      await inbox.settle(await claimOne(inbox), { kind: "done" });
      const claims = await claimUpTo(inbox, 10);
      const claim = claims.find(({ chat }) => chat === "a");
      checkEqual(claim?.receipt, same, "the receipt at the attempt");
      checkEqual((await inbox.find(same?.id ?? ""))?.receipt, same, "the receipt that is found");
    },
  ),
  inboxCase("names the last event that said the same", async (inbox) => {
    const [first] = await commitAll(inbox, [marked("a", "ok")], flag);
    const [second] = await commitAll(inbox, [marked("a", "ok")], flag);
    const [third] = await commitAll(inbox, [marked("a", "ok")], flag);
    checkEqual(second?.suspectedDuplicateOf, first?.id, "what the second repeats");
    checkEqual(third?.suspectedDuplicateOf, second?.id, "what the third repeats");
  }),
  inboxCase("drops a suspected duplicate when it is asked to, and counts it", async (inbox) => {
    const [first, second] = await commitAll(inbox, [marked("a", "ok"), marked("a", "no")], drop);
    const again = await commitAll(inbox, [marked("a", "ok"), marked("a", "new"), marked("a", "ok")], drop);
    checkEqual(again[0], { ...first, isDropped: true }, "what is said of the dropped event");
    checkEqual(again[1]?.sequence, 3, "the sequence of the next one that was stored");
    checkEqual(again[2], { ...first, isDropped: true }, "what is said of the second dropped event");
    const { accepted, pending, dropped } = await inbox.stats();
    checkEqual([accepted, pending, dropped], [3, 3, 2], "accepted, pending and dropped");
    check(
      second !== undefined && again[1]?.isDropped === undefined,
      "an event was dropped that is no duplicate",
    );
  }),
  inboxCase(
    "knows a duplicate also after the first one was handled, dead or put into quarantine",
    async (inbox) => {
      await commitAll(
        inbox,
        [marked("a", "1"), marked("b", "1"), { ...invalidEvent("c"), json: marked("c", "1").json }],
        flag,
      );
      const [a, b] = await claimUpTo(inbox, 2);
      check(a !== undefined && b !== undefined, "two were claimed");
      await inbox.settle(a, { kind: "done" });
      await inbox.settle(b, { kind: "dead", error: "Error" });
      const again = await commitAll(inbox, [marked("a", "1"), marked("b", "1"), marked("c", "1")], flag);
      check(
        again.every(({ suspectedDuplicateOf }) => suspectedDuplicateOf !== undefined),
        "a duplicate of a settled event was not flagged",
      );
    },
  ),
  inboxCase("suspects nothing outside of the window", async (inbox) => {
    const short = { ...drop, windowMs: shortMs };
    await commitAll(inbox, [marked("a", "ok")], short);
    await new Promise((resolve) => setTimeout(resolve, 3 * shortMs));
    const [again] = await commitAll(inbox, [marked("a", "ok")], short);
    checkEqual([again?.isDropped, again?.suspectedDuplicateOf], [undefined, undefined], "dropped, flagged");
    const [soon] = await commitAll(inbox, [marked("a", "ok")], { ...drop, windowMs: longMs });
    checkEqual(soon?.isDropped, true, "dropped, within the window");
  }),
  inboxCase("looks for no duplicates unless it is asked to", async (inbox) => {
    await commitAll(inbox, [marked("a", "ok")], drop);
    const receipts = [
      ...(await commitAll(inbox, [marked("a", "ok"), marked("a", "ok")])),
      ...(await commitAll(inbox, [invalidEvent(undefined), invalidEvent(undefined)], drop)),
    ];
    check(
      receipts.every(({ isDropped, suspectedDuplicateOf }) => !isDropped && !suspectedDuplicateOf),
      "an event was taken for a duplicate",
    );
    checkEqual((await inbox.stats()).accepted, 5, "accepted");
  }),
];
