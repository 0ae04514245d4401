import { defaultDuplicateWindowMs, type Inbox } from "@proto-webhooks/receiver";
import { answerParent } from "../child/answer-parent.ts";
import { openInbox } from "../stores/open-inbox.ts";
import type { Place } from "../stores/store.ts";
import { mustHold } from "../void-error.ts";

/** A process that claims and settles in two inboxes, which differ in how much is pending. */
export interface Claiming {
  open(places: { readonly small: Place; readonly large: Place }): Promise<void>;
  /** Claims and settles so often in each, the one right after the other. @returns means, in milliseconds: some claims do work that others were spared. */
  claim(times: number): Promise<{ readonly small: number; readonly large: number }>;
  /** Asks the large one for its books and its backlog. @returns milliseconds. */
  look(): Promise<{ readonly stats: number; readonly backlog: number }>;
  /** @returns the most memory that the process had resident so far, in bytes. */
  memory(): Promise<number>;
  close(): Promise<void>;
}

const perClaim = 20;
/** What was stored by another process was looked for duplicates too. */
const duplicates = { mode: "flag", windowMs: defaultDuplicateWindowMs } as const;

let open: { readonly small: Inbox; readonly large: Inbox } | undefined;

answerParent<Claiming>({
  async open({ small, large }) {
    open = { small: await openInbox(small), large: await openInbox(large) };
  },
  async claim(times) {
    const { small, large } = opened();
    const taken: { small: number[]; large: number[] } = { small: [], large: [] };
    for (let i = 0; i < times; i++) {
      taken.small.push(await claimAndSettle(small));
      taken.large.push(await claimAndSettle(large));
    }
    return { small: mean(taken.small), large: mean(taken.large) };
  },
  async look() {
    const { large } = opened();
    return { stats: await timed(() => large.stats()), backlog: await timed(() => large.backlog()) };
  },
  memory: async () => process.resourceUsage().maxRSS * 1_024,
  async close() {
    const { small, large } = opened();
    await Promise.all([small.close(), large.close()]);
  },
});

function opened() {
  if (!open) throw new Error("There is no inbox open.");
  return open;
}

/** @returns how long it took, in milliseconds. Afterwards as much is pending as before. */
async function claimAndSettle(inbox: Inbox): Promise<number> {
  const began = performance.now();
  const claims = await inbox.claim({ limit: perClaim, leaseMs: 30_000, ordering: "chat" });
  const settled = await Promise.all(claims.map((claim) => inbox.settle(claim, { kind: "done" })));
  const ms = performance.now() - began;
  const chats = new Set(claims.map(({ chat }) => chat)).size;
  mustHold(chats === perClaim, `a claim handed out events of ${chats} chats instead of ${perClaim}`);
  mustHold(settled.every(Boolean), "a lease was lost");
  const events = claims.map(({ kind, chat, json, issues }) => ({ kind, chat, json, issues }));
  await inbox.commit(events, duplicates);
  return ms;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
