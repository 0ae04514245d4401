import { check, checkEqual } from "./check.ts";
import { type ConformanceCase, inboxCase } from "./conformance-case.ts";
import {
  claimOne,
  claimUpTo,
  commitAll,
  event,
  invalidEvent,
  longMs,
  shortMs,
  textOf,
} from "./with-inbox.ts";

const later = { kind: "retry", delayMs: longMs, error: "Error" } as const;

export const operations: readonly ConformanceCase[] = [
  inboxCase("lists a state part by part, and goes on behind an event that is gone", async (inbox) => {
    const receipts = await inbox.commit(Array.from({ length: 7 }, (_, i) => invalidEvent(i % 2 ? "a" : "b")));
    const first = await inbox.list("quarantined", { limit: 3 });
    const after = first.at(-1)?.receipt.id;
    await inbox.purge({ state: "quarantined", ids: [after ?? ""], limit: 1 });
    const second = await inbox.list("quarantined", { limit: 3, after });
    const third = await inbox.list("quarantined", { limit: 3, after: second.at(-1)?.receipt.id });
    const listed = [...first, ...second, ...third].map(({ receipt }) => receipt.id);
    checkEqual(
      listed,
      receipts.map(({ id }) => id),
      "the ids listed",
    );
    const ofChat = await inbox.list("quarantined", { chat: "a" });
    checkEqual(
      ofChat.map(({ chat }) => chat),
      ["a", "a", "a"],
      "the chats of a list of one chat",
    );
    const many = Array.from({ length: 120 }, () => invalidEvent("many"));
    await inbox.commit(many);
    checkEqual((await inbox.list("quarantined")).length, 100, "events listed without a limit");
  }),
  inboxCase("says what a pending event waits for", async (inbox) => {
    await inbox.commit(["claimed", "retried", "ready"].map((chat) => event(chat)));
    const claims = await claimUpTo(inbox, 2);
    const retried = claims.find(({ chat }) => chat === "retried");
    check(retried !== undefined && claims.length === 2, "the two oldest were claimed");
    await inbox.settle(retried, later);
    const listed = await inbox.list("pending");
    checkEqual(
      listed.map(({ chat, waits }) => [chat, waits?.for]),
      [
        ["claimed", "lease"],
        ["retried", "retry"],
        ["ready", undefined],
      ],
      "what waits for what",
    );
    for (const { waits } of listed) {
      check(waits === undefined || (waits.ms > 0 && waits.ms <= longMs), `an event waits ${waits?.ms} ms`);
    }
    const found = await inbox.find(retried.receipt.id);
    checkEqual([found?.state, found?.attempts, found?.lastError], ["pending", 1, "Error"], "what is found");
    checkEqual(await inbox.find("0-no-such-id"), undefined, "what is found of an id that was never given");
  }),
  inboxCase(
    "says how old the oldest pending event is, and how many chats wait for a retry",
    async (inbox) => {
      checkEqual(await inbox.backlog(), { blockedLanes: 0 }, "the backlog of an empty inbox");
      await inbox.commit([event("a"), event("a"), event("b"), invalidEvent("c")]);
      for (const claim of await claimUpTo(inbox, 1)) await inbox.settle(claim, later);
      const { oldestMs, blockedLanes } = await inbox.backlog();
      check(oldestMs !== undefined && oldestMs >= 0 && oldestMs < longMs, `the oldest is ${oldestMs} ms old`);
      checkEqual(blockedLanes, 1, "chats that wait");
    },
  ),
  inboxCase("keeps a done event when it is asked to, until it is purged", async (inbox) => {
    const receipts = await commitAll(inbox, [event("a", "1"), event("b", "2")]);
    const [a, b] = await claimUpTo(inbox, 2);
    check(a !== undefined && b !== undefined, "two were claimed");
    await inbox.settle(a, { kind: "done", keep: true });
    await inbox.settle(b, { kind: "done" });
    const [kept, ...more] = await inbox.list("done");
    checkEqual([kept?.receipt, kept?.json, more.length], [receipts[0], a.json, 0], "the done events listed");
    check(
      Math.abs(Date.parse(kept?.settled ?? "") - Date.now()) < longMs,
      "settled is not the time of the end",
    );
    checkEqual(await inbox.find(b.receipt.id), undefined, "a done event that was not to be kept");
    checkEqual((await inbox.stats()).kept, { done: 1, dead: 0, quarantined: 0 }, "what is kept");
    checkEqual(await inbox.purge({ state: "done", limit: 10 }), 1, "events purged");
    const { done, kept: left } = await inbox.stats();
    checkEqual([done, left.done], [2, 0], "done, and kept of it");
  }),
  inboxCase("purges what all that is given applies to, the oldest first, up to the limit", async (inbox) => {
    const receipts = await inbox.commit(Array.from({ length: 6 }, () => invalidEvent("a")));
    const ids = receipts.map(({ id }) => id);
    const state = "quarantined";
    checkEqual(
      await inbox.purge({ state, olderThanMs: longMs, limit: 10 }),
      0,
      "purged of those a minute old",
    );
    checkEqual(await inbox.purge({ state: "dead", limit: 10 }), 0, "purged of the dead");
    checkEqual(await inbox.purge({ state, keepNewest: 5, limit: 10 }), 1, "purged but for the newest 5");
    checkEqual(
      await inbox.purge({ state, ids: [ids[1] ?? "", ids[4] ?? ""], limit: 1 }),
      1,
      "purged of two ids, limit 1",
    );
    checkEqual(
      await inbox.purge({ state, ids: [ids[5] ?? ""], keepNewest: 1, limit: 9 }),
      0,
      "purged of the newest",
    );
    const left = (await inbox.list(state)).map(({ receipt }) => receipt.id);
    checkEqual(left, ids.slice(2), "what is left");
    await new Promise((resolve) => setTimeout(resolve, 2 * shortMs));
    checkEqual(await inbox.purge({ state, olderThanMs: shortMs, limit: 3 }), 3, "purged of those old enough");
    const { quarantined, kept } = await inbox.stats();
    checkEqual([quarantined, kept.quarantined], [6, 1], "quarantined, and kept of it");
  }),
  inboxCase(
    "hands out a requeued event at its place in its chat, with its attempts counted anew",
    async (inbox) => {
      const receipts = await commitAll(inbox, [event("a", "1"), event("a", "2"), event("a", "3")]);
      for (let i = 0; i < 2; i++) await inbox.settle(await claimOne(inbox), { kind: "dead", error: "Error" });
      const third = await claimOne(inbox);
      const ids = receipts.slice(0, 2).map(({ id }) => id);
      checkEqual(
        [...(await inbox.requeue([...ids].reverse().map((id) => ({ id })))).toSorted()],
        ids.toSorted(),
        "the ids requeued",
      );
      checkEqual((await claimUpTo(inbox, 10)).length, 0, "claims while a later event of the chat is claimed");
      await inbox.settle(third, { kind: "done" });
      for (const [i, text] of ["1", "2"].entries()) {
        const claim = await claimOne(inbox);
        checkEqual(
          [textOf(claim), claim.attempt, claim.receipt],
          [text, 1, receipts[i]],
          "event, attempt and receipt",
        );
        await inbox.settle(claim, { kind: "done" });
      }
      const { pending, done, dead, kept } = await inbox.stats();
      checkEqual([pending, done, dead, kept.dead], [0, 3, 0, 0], "the books");
    },
  ),
  inboxCase(
    "hands out a requeued event although a later one of its chat waits for a retry",
    async (inbox) => {
      const [first] = await inbox.commit([event("a", "1"), event("a", "2")]);
      await inbox.settle(await claimOne(inbox), { kind: "dead", error: "Error" });
      await inbox.settle(await claimOne(inbox), later);
      await inbox.requeue([{ id: first?.id ?? "" }]);
      checkEqual(await inbox.nextInMs(), 0, "nextInMs");
      const claim = await claimOne(inbox);
      checkEqual(textOf(claim), "1", "what was claimed");
      await inbox.settle(claim, { kind: "done" });
      checkEqual((await claimUpTo(inbox, 10)).length, 0, "claims of an event that waits for its retry");
    },
  ),
  inboxCase("releases from quarantine what is valid now, in the order of its chat", async (inbox) => {
    const [wrong, , laneless] = await inbox.commit([
      invalidEvent("a", '{"text":"1"}'),
      event("a", "2"),
      invalidEvent(undefined),
    ]);
    const id = wrong?.id ?? "";
    checkEqual(
      await inbox.requeue([{ id }, { id: laneless?.id ?? "", kind: "valid" }]),
      [],
      "requeued without a kind or a chat",
    );
    checkEqual(await inbox.requeue([{ id, kind: "unrecognized" }]), [id], "requeued");
    checkEqual(await inbox.requeue([{ id, kind: "valid" }]), [], "requeued once more");
    const claim = await claimOne(inbox);
    checkEqual(
      [textOf(claim), claim.kind, claim.issues, claim.attempt],
      ["1", "unrecognized", [], 1],
      "what was claimed",
    );
    const { pending, quarantined } = await inbox.stats();
    checkEqual([pending, quarantined], [2, 1], "pending and in quarantine");
  }),
  inboxCase("ends the waiting for a retry when it is asked to", async (inbox) => {
    const [first, second] = await inbox.commit([event("a", "1"), event("a", "2"), event("b", "3")]);
    await inbox.settle(await claimOne(inbox), later);
    const claimed = await claimOne(inbox);
    const ids = [first?.id ?? "", second?.id ?? "", claimed.receipt.id, "0-no-such-id"];
    checkEqual(await inbox.retry(ids), [first?.id], "the ids that waited");
    const claim = await claimOne(inbox);
    checkEqual([textOf(claim), claim.attempt], ["1", 2], "event and attempt");
    checkEqual(await inbox.settle(claimed, { kind: "done" }), true, "settle of the claim of another chat");
  }),
  inboxCase("counts the attempts in a row that came to no end", async (inbox) => {
    await inbox.commit([event("a")]);
    const seen: number[] = [];
    const claim = async () => {
      const claimed = await claimOne(inbox);
      seen.push(claimed.vanished);
      return claimed;
    };
    await inbox.extend([await claim()], 0);
    await inbox.extend([await claim()], 0);
    await inbox.release(await claim());
    await inbox.settle(await claim(), { kind: "retry", delayMs: 0, error: "Error" });
    await claim();
    checkEqual(seen, [0, 1, 2, 2, 0], "what vanished before each attempt");
  }),
  inboxCase("hands on the trace that brought an event", async (inbox) => {
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    await inbox.commit([{ ...event("a"), traceparent }, event("b")]);
    const claims = await claimUpTo(inbox, 2);
    checkEqual(
      claims.map((claim) => claim.traceparent ?? "none"),
      [traceparent, "none"],
      "the traces",
    );
  }),
];
