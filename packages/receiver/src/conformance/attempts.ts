import { check, checkEqual } from "./check.ts";
import { type ConformanceCase, inboxCase } from "./conformance-case.ts";
import {
  claimOne,
  claimUpTo,
  claimWhenDue,
  commitAll,
  event,
  longMs,
  shortMs,
  textOf,
} from "./with-inbox.ts";

export const attempts: readonly ConformanceCase[] = [
  inboxCase("lets a chat wait for the next attempt of its head while the others go on", async (inbox) => {
    await inbox.commit([event("a", "1"), event("a", "2"), event("b", "3")]);
    const head = await claimOne(inbox);
    checkEqual(await inbox.settle(head, { kind: "retry", delayMs: longMs, error: "Error" }), true, "settle");
    const claims = await claimUpTo(inbox, 10);
    checkEqual(claims.map(textOf), ["3"], "what was claimed");
    for (const claim of claims) await inbox.settle(claim, { kind: "done" });
    const ms = await inbox.nextInMs();
    check(
      ms !== undefined && ms > longMs / 2 && ms <= longMs,
      `nextInMs is ${ms}, with a delay of ${longMs}`,
    );
  }),
  inboxCase("hands out a retry after its delay and not before, as the next attempt", async (inbox) => {
    await inbox.commit([event("a", "1"), event("a", "2")]);
    const first = await claimOne(inbox);
    checkEqual(first.attempt, 1, "the first attempt");
    const start = performance.now();
    await inbox.settle(first, { kind: "retry", delayMs: shortMs, error: "Error" });
    const second = await claimWhenDue(inbox);
    const ms = performance.now() - start;
    // Two clocks may differ by the unit in which one of them counts.
    check(ms >= shortMs - 1, `it was handed out after ${ms} ms, with a delay of ${shortMs}`);
    checkEqual([textOf(second), second.attempt], ["1", 2], "event and attempt");
    check(second.lease !== first.lease, "two claims have the same lease");
  }),
  inboxCase(
    "lists an event whose attempts ran out among the dead, and goes on with its chat",
    async (inbox) => {
      const [receipt] = await commitAll(inbox, [event("a", "1"), event("a", "2")]);
      const retry = { kind: "retry", delayMs: 0, error: "First" } as const;
      await inbox.settle(await claimOne(inbox), retry);
      const settled = await inbox.settle(await claimOne(inbox), { kind: "dead", error: "Second" });
      checkEqual(settled, true, "settle");
      const [dead, ...more] = await inbox.list("dead");
      checkEqual(more.length, 0, "more dead events");
      checkEqual(dead?.receipt, receipt, "its receipt");
      checkEqual([dead?.attempts, dead?.lastError], [2, "Second"], "attempts and last error");
      checkEqual(dead?.json, event("a", "1").json, "its text");
      checkEqual(textOf(await claimOne(inbox)), "2", "what was claimed then");
    },
  ),
  inboxCase("gives the attempt back when an event is released", async (inbox) => {
    await inbox.commit([event("a", "1"), event("a", "2")]);
    const broken = await claimOne(inbox);
    checkEqual(await inbox.release(broken), true, "release");
    checkEqual(await inbox.nextInMs(), 0, "nextInMs");
    const again = await claimOne(inbox);
    checkEqual([textOf(again), again.attempt], ["1", 1], "event and attempt");
    checkEqual(await inbox.settle(broken, { kind: "done" }), false, "settle with the released claim");
    checkEqual(await inbox.settle(again, { kind: "done" }), true, "settle with the new claim");
  }),
  inboxCase("ends a claim once", async (inbox) => {
    await inbox.commit([event("a"), event("b"), event("c"), event("d")]);
    const [a, b, c, d] = await claimUpTo(inbox, 4);
    check(a !== undefined && b !== undefined && c !== undefined && d !== undefined, "four were claimed");
    await inbox.settle(a, { kind: "done" });
    await inbox.settle(b, { kind: "dead", error: "Error" });
    await inbox.settle(c, { kind: "retry", delayMs: longMs, error: "Error" });
    await inbox.release(d);
    const before = await inbox.stats();
    for (const ended of [a, b, c, d]) {
      checkEqual(await inbox.settle(ended, { kind: "done" }), false, "settle of a claim that ended");
      checkEqual(await inbox.release(ended), false, "release of a claim that ended");
      checkEqual((await inbox.extend([ended], longMs)).length, 1, "claims lost of one that ended");
    }
    checkEqual(await inbox.stats(), before, "the books");
  }),
];
