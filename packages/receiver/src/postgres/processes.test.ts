import { expect, onTestFinished, test, vi } from "vitest";
import { freshDatabase } from "../../test/postgres/for-tests.ts";
import type { Inbox } from "../inbox.ts";
import { store } from "./migrations/0001-first/store.ts";
import { postgresInbox } from "./postgres-inbox.ts";
import { inSchema } from "./prepare-client.ts";
import { event, sql } from "./test/sql.ts";

async function twoInboxes(): Promise<[Inbox, Inbox, string]> {
  const connectionString = await freshDatabase();
  const [one, other] = [postgresInbox({ connectionString }), postgresInbox({ connectionString })];
  onTestFinished(async () => void (await Promise.all([one.close(), other.close()])));
  return [one, other, connectionString];
}

/** What there is of connections that listen. */
const listening = `SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%pg_notify($1%'`;

async function listens(connectionString: string): Promise<void> {
  await vi.waitFor(async () => expect(await sql(connectionString, listening)).toHaveLength(1), 5_000);
}

/** Resolves when the inbox wakes. */
function nextWake(inbox: Inbox): Promise<void> {
  return new Promise((resolve) => {
    const end = inbox.subscribe(() => {
      end();
      resolve();
    });
  });
}

test("a claim of one inbox is no claim of another, and fences it", async () => {
  const [paused, other] = await twoInboxes();
  await paused.commit([event("a", "1"), event("a", "2")]);
  const [lost] = await paused.claim({ limit: 1, leaseMs: 0, ordering: "chat" });
  const [claim] = await other.claim({ limit: 1, leaseMs: 60_000, ordering: "chat" });
  expect(claim).toMatchObject({ attempt: 2, vanished: 1, receipt: lost?.receipt });
  expect(lost && (await paused.settle(lost, { kind: "done" }))).toBe(false);
  expect(lost && (await paused.extend([lost], 1_000))).toEqual([lost]);
  expect(claim && (await other.settle(claim, { kind: "done" }))).toBe(true);
});

test("one claim that is ended twice at once is ended once", async () => {
  const [inbox] = await twoInboxes();
  await inbox.commit([event("a"), event("b")]);
  const [a, b] = await inbox.claim({ limit: 2, leaseMs: 60_000, ordering: "chat" });
  if (a === undefined || b === undefined) throw new Error("two were not claimed");
  const ends = await Promise.all([
    inbox.settle(a, { kind: "done" }),
    inbox.settle(b, { kind: "done" }),
    inbox.settle(a, { kind: "dead", error: "E" }),
    inbox.release(a),
  ]);
  expect(ends).toEqual([true, true, false, false]);
  expect(await inbox.stats()).toMatchObject({ pending: 0, done: 2, dead: 0 });
});

test("an inbox is woken by what another one commits, settles and requeues", async () => {
  const [accepts, handles, connectionString] = await twoInboxes();
  await accepts.stats();
  // Not by what is there already when it begins to listen.
  const wakes = vi.fn();
  const end = handles.subscribe(wakes);
  await vi.waitFor(() => expect(wakes).toHaveBeenCalled(), 5_000);
  await listens(connectionString);
  const isWokenBy = async (cause: () => Promise<unknown>) => {
    wakes.mockClear();
    await cause();
    // Much sooner than it would look for itself.
    await vi.waitFor(() => expect(wakes).toHaveBeenCalled(), { timeout: 1_500, interval: 5 });
  };
  await isWokenBy(() => accepts.commit([event("a"), event("a")]));
  const [claim] = await accepts.claim({ limit: 1, leaseMs: 60_000, ordering: "chat" });
  await isWokenBy(async () => claim && accepts.settle(claim, { kind: "dead", error: "E" }));
  await isWokenBy(() => accepts.requeue([{ id: claim?.receipt.id ?? "" }]));
  end();
});

test("an inbox listens only while it has subscribers", async () => {
  const [inbox, , connectionString] = await twoInboxes();
  await inbox.commit([event("a")]);
  await inbox.claim({ limit: 1, leaseMs: 60_000, ordering: "chat" });
  expect(await sql(connectionString, listening)).toEqual([]);
  const ends = [inbox.subscribe(() => {}), inbox.subscribe(() => {})];
  await listens(connectionString);
  for (const end of ends) end();
  await vi.waitFor(async () => expect(await sql(connectionString, listening)).toEqual([]), 5_000);
});

test("an inbox whose listening connection breaks listens again, and is woken for what it missed", async () => {
  const [accepts, handles, connectionString] = await twoInboxes();
  await accepts.stats();
  const first = nextWake(handles);
  const keep = handles.subscribe(() => {});
  await first;
  await listens(connectionString);
  const before = await sql(connectionString, listening);
  await sql(connectionString, `SELECT pg_terminate_backend(pid) FROM (${listening}) l`);
  const woken = nextWake(handles);
  await accepts.commit([event("a")]);
  await woken;
  await listens(connectionString);
  expect(await sql(connectionString, listening)).not.toEqual(before);
  keep();
});

test("an inbox finds by itself what nobody told it of", async () => {
  const [accepts, handles, connectionString] = await twoInboxes();
  await accepts.stats();
  const silent = store
    .replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    .replace("PERFORM pg_notify(:channel, waker)", "NULL");
  expect(silent).toContain("NULL;\n  END IF");
  await sql(connectionString, inSchema(silent, "proto_webhooks"));
  await nextWake(handles);
  const keep = handles.subscribe(() => {});
  await listens(connectionString);
  const woken = nextWake(handles);
  await accepts.commit([event("a")]);
  await woken;
  expect(await handles.claim({ limit: 1, leaseMs: 60_000, ordering: "chat" })).toHaveLength(1);
  keep();
});
