import { check, checkEqual } from "./check.ts";
import { type ConformanceCase, inboxCase } from "./conformance-case.ts";
import { claimOne, claimUpTo, event, textOf } from "./with-inbox.ts";

export const lanes: readonly ConformanceCase[] = [
  inboxCase("hands out the events of a chat one after the other, in commit order", async (inbox) => {
    await inbox.commit([event("a", "1"), event("a", "2")]);
    await inbox.commit([event("a", "3")]);
    for (const text of ["1", "2", "3"]) {
      const claims = await claimUpTo(inbox, 10);
      checkEqual(claims.map(textOf), [text], "what was claimed");
      checkEqual((await claimUpTo(inbox, 10)).length, 0, "claims while the head is claimed");
      for (const claim of claims) await inbox.settle(claim, { kind: "done" });
    }
    checkEqual((await claimUpTo(inbox, 10)).length, 0, "claims when all are settled");
  }),
  inboxCase("hands out the heads of several chats at once, up to the limit", async (inbox) => {
    await inbox.commit(["a", "b", "c", "d", "e"].map((chat) => event(chat)));
    checkEqual((await claimUpTo(inbox, 3)).length, 3, "claims with a limit of 3");
    checkEqual((await claimUpTo(inbox, 3)).length, 2, "claims of what is left");
  }),
  inboxCase("hands out nothing twice to workers that ask at once", async (inbox) => {
    await inbox.commit(Array.from({ length: 20 }, (_, i) => event(`chat ${i}`)));
    const lists = await Promise.all(Array.from({ length: 10 }, () => claimUpTo(inbox, 5)));
    const claims = lists.flat();
    checkEqual(claims.length, 20, "claims");
    checkEqual(new Set(claims.map(({ receipt }) => receipt.id)).size, 20, "different events among them");
    checkEqual(new Set(claims.map(({ lease }) => lease)).size, 20, "different leases among them");
  }),
  inboxCase("puts a chat that was served behind the others that wait", async (inbox) => {
    await inbox.commit([event("busy"), event("busy"), event("busy"), event("b"), event("c")]);
    const order: (string | undefined)[] = [];
    for (let i = 0; i < 4; i++) {
      const claim = await claimOne(inbox);
      order.push(claim.chat);
      await inbox.settle(claim, { kind: "done" });
    }
    const others = order.indexOf("b") < 3 && order.indexOf("c") < 3;
    check(others && order.includes("b") && order.includes("c"), `chats were served in the order ${order}`);
  }),
  inboxCase("hands out the events of a chat that was empty for a while", async (inbox) => {
    await inbox.commit([event("a", "1")]);
    await inbox.settle(await claimOne(inbox), { kind: "done" });
    await inbox.commit([event("a", "2")]);
    checkEqual(textOf(await claimOne(inbox)), "2", "what was claimed");
  }),
  inboxCase("hands out what is committed while the head is claimed after it", async (inbox) => {
    await inbox.commit([event("a", "1")]);
    const head = await claimOne(inbox);
    await inbox.commit([event("a", "2")]);
    checkEqual((await claimUpTo(inbox, 10)).length, 0, "claims while the head is claimed");
    await inbox.settle(head, { kind: "done" });
    checkEqual(textOf(await claimOne(inbox)), "2", "what was claimed");
  }),
  inboxCase("hands out nothing that is claimed when the one before it is settled", async (inbox) => {
    await inbox.commit([event("a", "1"), event("a", "2"), event("a", "3")]);
    const [first, second] = await claimUpTo(inbox, 2, { ordering: "none" });
    check(first !== undefined && second !== undefined, "two were claimed without ordering");
    await inbox.settle(first, { kind: "done" });
    checkEqual((await claimUpTo(inbox, 10)).length, 0, "claims in order while the head is claimed");
    await inbox.settle(second, { kind: "done" });
    checkEqual((await claimUpTo(inbox, 10)).map(textOf), ["3"], "what was claimed then");
  }),
  inboxCase("hands out any events, the oldest first, when there is no ordering", async (inbox) => {
    await inbox.commit([event("a", "1"), event("a", "2"), event("b", "3"), event("a", "4")]);
    const ordering = "none";
    const claims = await claimUpTo(inbox, 3, { ordering });
    checkEqual(claims.map(textOf), ["1", "2", "3"], "what was claimed");
    const [first, second] = claims;
    check(first !== undefined && second !== undefined, "two were claimed");
    await inbox.settle(second, { kind: "done" });
    await inbox.release(first);
    const rest = await claimUpTo(inbox, 10, { ordering });
    checkEqual(rest.map(textOf), ["1", "4"], "what was claimed after one was released");
  }),
];
