import { check, checkEqual } from "./check.ts";
import { type ConformanceCase, inboxCase } from "./conformance-case.ts";
import { claimOne, claimUpTo, claimWhenDue, event, longMs, shortMs, textOf } from "./with-inbox.ts";

export const leases: readonly ConformanceCase[] = [
  inboxCase("hands out an event again when its lease has run out, and counts the attempt", async (inbox) => {
    await inbox.commit([event("a", "1"), event("a", "2")]);
    const start = performance.now();
    const lost = await claimOne(inbox, { leaseMs: shortMs });
    const claim = await claimWhenDue(inbox);
    const ms = performance.now() - start;
    check(ms >= shortMs - 1, `it was handed out again after ${ms} ms, with a lease of ${shortMs}`);
    checkEqual([textOf(claim), claim.attempt], ["1", 2], "event and attempt");
    check(claim.lease !== lost.lease, "two claims have the same lease");
  }),
  inboxCase("lets nobody settle whose lease is someone else's", async (inbox) => {
    await inbox.commit([event("a", "1"), event("a", "2")]);
    const lost = await claimOne(inbox, { leaseMs: 1 });
    const claim = await claimWhenDue(inbox);
    const before = await inbox.stats();
    const outcomes = [
      { kind: "done" },
      { kind: "dead", error: "Error" },
      { kind: "retry", delayMs: 0, error: "Error" },
    ] as const;
    for (const outcome of outcomes) {
      checkEqual(await inbox.settle(lost, outcome), false, `settle as ${outcome.kind} with a lost lease`);
    }
    checkEqual(await inbox.release(lost), false, "release with a lost lease");
    const alsoLost = await inbox.extend([lost, claim], longMs);
    checkEqual(
      alsoLost.map(({ lease }) => lease),
      [lost.lease],
      "the leases that were lost",
    );
    checkEqual(await inbox.stats(), before, "the books");
    checkEqual((await claimUpTo(inbox, 10)).length, 0, "claims while the event is claimed");
    checkEqual(await inbox.settle(claim, { kind: "done" }), true, "settle with the lease");
  }),
  inboxCase("keeps an event for a worker that extends its lease", async (inbox) => {
    await inbox.commit([event("a")]);
    const claim = await claimOne(inbox, { leaseMs: 1_000 });
    checkEqual(await inbox.extend([claim], longMs), [], "the claims that were lost");
    const ms = await inbox.nextInMs();
    check(
      ms !== undefined && ms > longMs / 2 && ms <= longMs,
      `nextInMs is ${ms}, with a lease of ${longMs}`,
    );
    checkEqual((await claimUpTo(inbox, 1)).length, 0, "claims of an event whose lease was extended");
    checkEqual(await inbox.settle(claim, { kind: "done" }), true, "settle");
  }),
  inboxCase("does not know a lease that it did not give", async (inbox) => {
    await inbox.commit([event("a")]);
    const claim = await claimOne(inbox);
    for (const lease of ["", "0", "no lease", `${claim.lease}0`]) {
      const forged = { ...claim, lease };
      checkEqual(
        await inbox.settle(forged, { kind: "done" }),
        false,
        "settle with a lease that was not given",
      );
      checkEqual(await inbox.release(forged), false, "release with a lease that was not given");
      checkEqual((await inbox.extend([forged], longMs)).length, 1, "claims lost of one that was not given");
    }
  }),
  inboxCase("says when the next event can be claimed", async (inbox) => {
    checkEqual(await inbox.nextInMs(), undefined, "nextInMs of an empty inbox");
    await inbox.commit([event("a"), event("b")]);
    checkEqual(await inbox.nextInMs(), 0, "nextInMs with two events to claim");
    const claim = await claimOne(inbox, { leaseMs: longMs });
    checkEqual(await inbox.nextInMs(), 0, "nextInMs with one event to claim");
    await inbox.settle(await claimOne(inbox), { kind: "done" });
    const ms = await inbox.nextInMs();
    check(
      ms !== undefined && ms > longMs / 2 && ms <= longMs,
      `nextInMs is ${ms}, with a lease of ${longMs}`,
    );
    await inbox.settle(claim, { kind: "done" });
    checkEqual(await inbox.nextInMs(), undefined, "nextInMs when all is settled");
  }),
];
