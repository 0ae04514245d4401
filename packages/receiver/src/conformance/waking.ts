import type { Inbox } from "../inbox.ts";
import { check, checkEqual } from "./check.ts";
import { type ConformanceCase, inboxCase } from "./conformance-case.ts";
import { claimOne, event, longMs } from "./with-inbox.ts";

/** Does something, and waits until the inbox wakes a subscriber. */
async function checkWakes(inbox: Inbox, cause: () => Promise<unknown>, what: string): Promise<void> {
  let end: () => void = () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const woken = new Promise<boolean>((resolve) => {
    end = inbox.subscribe(() => resolve(true));
    timer = setTimeout(() => resolve(false), 5_000);
  });
  await cause();
  check(await woken, `nobody was woken within 5 s of ${what}`);
  end();
  clearTimeout(timer);
}

export const waking: readonly ConformanceCase[] = [
  inboxCase("wakes its subscribers when there is something to claim", async (inbox) => {
    await checkWakes(inbox, () => inbox.commit([event("a"), event("a")]), "a commit");
    const first = await claimOne(inbox);
    await checkWakes(
      inbox,
      () => inbox.settle(first, { kind: "done" }),
      "the end of a claim with one behind it",
    );
    const second = await claimOne(inbox);
    await checkWakes(inbox, () => inbox.release(second), "a release");
    const again = await claimOne(inbox);
    // The time until the next attempt has changed.
    const retry = { kind: "retry", delayMs: longMs, error: "Error" } as const;
    await checkWakes(inbox, () => inbox.settle(again, retry), "a retry");
  }),
  inboxCase("wakes each subscriber, and none whose subscription has ended", async (inbox) => {
    let wakesOfEnded = 0;
    const end = inbox.subscribe(() => {
      wakesOfEnded++;
    });
    end();
    end();
    const endOther = inbox.subscribe(() => undefined);
    await checkWakes(inbox, () => inbox.commit([event("a")]), "a commit");
    endOther();
    checkEqual(wakesOfEnded, 0, "wakes of a subscription that has ended");
  }),
];
