import { expect, test } from "vitest";
import { freshDatabase } from "../../test/postgres/for-tests.ts";
import type { Claim, Inbox } from "../inbox.ts";
import { postgresInbox } from "./postgres-inbox.ts";
import { event, sql } from "./test/sql.ts";

const chats = 12;
const committers = 3;
const workers = 4;
/** Of each committer. */
const deliveries = 150;
const leaseMs = 10_000;

/** What is handled, and by whom: a worker that overlaps another one, or the order, throws. */
class Ledger {
  readonly handled = new Map<string, number>();
  readonly #last = new Map<string | undefined, number>();
  readonly #held = new Map<string | undefined, string>();

  begin({ chat, lease }: Claim): void {
    expect([chat, this.#held.get(chat)]).toEqual([chat, undefined]);
    this.#held.set(chat, lease);
  }

  end({ chat }: Claim): void {
    this.#held.delete(chat);
  }

  done({ chat, receipt }: Claim): void {
    this.handled.set(receipt.id, (this.handled.get(receipt.id) ?? 0) + 1);
    expect(receipt.sequence).toBe((this.#last.get(chat) ?? 0) + 1);
    this.#last.set(chat, receipt.sequence);
  }
}

/** 3 % of the leases run out at once, and their owners try to end them nevertheless, later. */
async function work(inbox: Inbox, ledger: Ledger, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const isLosing = Math.random() < 0.03;
    const claims = await inbox.claim({ limit: 5, leaseMs: isLosing ? 0 : leaseMs, ordering: "chat" });
    if (claims.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    if (isLosing) {
      await new Promise((resolve) => setTimeout(resolve, 4));
      const late = { kind: "retry", delayMs: 0, error: "Late" } as const;
      // True as long as nobody asked for the event.
      await Promise.all(claims.map((claim) => inbox.settle(claim, late)));
      continue;
    }
    for (const claim of claims) ledger.begin(claim);
    await Promise.all(
      claims.map(async (claim) => {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
        ledger.end(claim);
        const isDone = Math.random() < 0.8;
        const retry = { kind: "retry", delayMs: Math.random() < 0.5 ? 0 : 5, error: "E" } as const;
        if (isDone) ledger.done(claim);
        expect(await inbox.settle(claim, isDone ? { kind: "done" } : retry)).toBe(true);
      }),
    );
  }
}

test("many that commit and handle lose nothing, overlap nowhere, and keep the order of each chat", async () => {
  const connectionString = await freshDatabase();
  const inboxes = Array.from({ length: committers + workers }, () => postgresInbox({ connectionString }));
  const ledger = new Ledger();
  const accepted: string[] = [];
  const total = committers * deliveries * 4;
  const commits = inboxes.slice(0, committers).map(async (inbox, committer) => {
    for (let i = 0; i < deliveries; i++) {
      const events = Array.from({ length: 4 }, (_, j) => event(`chat ${(i * 5 + j * committer) % chats}`));
      accepted.push(...(await inbox.commit(events)).map(({ id }) => id));
    }
  });
  const works = inboxes
    .slice(committers)
    .map((inbox) => work(inbox, ledger, () => ledger.handled.size === total));
  await Promise.all([...commits, ...works]);
  expect(ledger.handled.size).toBe(total);
  expect(new Set(accepted)).toEqual(new Set(ledger.handled.keys()));
  expect(Math.max(...ledger.handled.values())).toBe(1);
  expect(await inboxes[0]?.stats()).toMatchObject({ accepted: total, pending: 0, done: total });
  for (const inbox of inboxes) await inbox.close();
  // Nothing is left of lanes in the queue, of leases, or of deadlocks.
  const left = `SELECT (SELECT count(*)::int FROM proto_webhooks.events) AS events,
    (SELECT count(*)::int FROM proto_webhooks.lanes WHERE head IS NOT NULL OR turn IS NOT NULL) AS lanes,
    (SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()) AS deadlocks`;
  expect(await sql(connectionString, left)).toEqual([{ events: 0, lanes: 0, deadlocks: 0 }]);
}, 60_000);
