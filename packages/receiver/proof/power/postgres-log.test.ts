/// <reference types="node" />
import type pg from "pg";
import { afterAll, expect, test } from "vitest";
import type { Inbox, Receipt } from "../../src/inbox.ts";
import { postgresInbox } from "../../src/postgres/postgres-inbox.ts";
import { withClient } from "../../src/postgres/test/sql.ts";
import { privatePostgres } from "../../test/postgres/for-tests.ts";
import { deliveryOf } from "./delivery-of.ts";
import { preload, removeTraces, whyNotTraced } from "./preload.ts";
import { readTrace } from "./read-trace.ts";
import { syncedLog } from "./synced-log.ts";
import { TraceNotes } from "./trace-notes.ts";

// PostgreSQL gets over a loss of power by its log: what it finds there is in the database. So an acknowledged transaction is
// kept when the log was synced to the end of its commit before. What the tables are then is PostgreSQL's own affair.

const why = whyNotTraced();
if (why !== undefined)
  console.warn(`PostgreSQL is not traced, and believed what it says of its log: ${why}.`);

/** Nothing is synced unless somebody waits for it. */
const settings = ["wal_writer_delay=10s", "wal_writer_flush_after=2147483647", "autovacuum=off"];

afterAll(removeTraces);

/** Something that the inbox has acknowledged. All positions are in bytes from the beginning of the log. */
interface Acknowledged {
  readonly what: string;
  readonly transaction: string;
  /** Until where the server says, right afterwards, that the log was synced. */
  readonly flushed: number;
}

const lookUp = `SELECT xmin::text AS transaction, pg_current_wal_flush_lsn() - '0/0'::pg_lsn AS flushed
  FROM proto_webhooks.events WHERE n = $1`;
const commits = `SELECT xid::text AS transaction, end_lsn - '0/0'::pg_lsn AS end
  FROM pg_get_wal_records_info($1, pg_current_wal_flush_lsn())
  WHERE resource_manager = 'Transaction' AND record_type LIKE 'COMMIT%'`;

/** Stores deliveries, several at a time, and has events die. */
async function use(inbox: Inbox, client: pg.Client, note: (what: string) => void): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  const look = async (what: string, { id }: Receipt) => {
    const { rows } = await client.query(lookUp, [Number.parseInt(id, 10)]);
    acknowledged.push({ what, transaction: rows[0]?.transaction, flushed: Number(rows[0]?.flushed) });
  };
  const commit = async (delivery: number) => {
    const [receipt] = await inbox.commit(deliveryOf(delivery));
    note(`delivery ${delivery}`);
    return receipt as Receipt;
  };
  for (let delivery = 1; delivery <= 90; delivery += 3) {
    const three = [delivery, delivery + 1, delivery + 2];
    const receipts = await Promise.all(three.map(commit));
    for (const [i, receipt] of receipts.entries()) await look(`delivery ${three[i]}`, receipt);
    const [claim] = await inbox.claim({ limit: 1, leaseMs: 60_000, ordering: "chat" });
    if (!claim) throw new Error("There is nothing to claim.");
    await inbox.settle(claim, { kind: "dead", error: "SomeError" });
    note(`end ${delivery}`);
    await look(`end ${delivery}`, claim.receipt);
  }
  return acknowledged;
}

/** @returns what was acknowledged before the log was synced: by what the server says, and by what it did. */
async function findEarly(more: readonly string[], allowAsynchronousCommit: boolean) {
  const tracing = why === undefined ? preload("pg_wal/") : undefined;
  const { connectionString } = await privatePostgres({
    settings: [...settings, ...more],
    env: tracing?.env ?? {},
  });
  const notes = tracing && new TraceNotes(tracing.trace);
  const inbox = postgresInbox({ connectionString, allowAsynchronousCommit });
  await inbox.stats();
  const [acknowledged, ends] = await withClient(connectionString, async (client) => {
    await client.query("CREATE EXTENSION pg_walinspect");
    const { rows: start } = await client.query("SELECT pg_current_wal_insert_lsn() AS lsn");
    const all = await use(inbox, client, (what) => notes?.write(what));
    await inbox.close();
    // What is not on the disk cannot be read.
    await client.query("SET synchronous_commit = on; CREATE TABLE last_of_all ()");
    const { rows } = await client.query(commits, [start[0]?.lsn]);
    return [all, new Map(rows.map(({ transaction, end }) => [transaction, Number(end)]))];
  });
  const synced = tracing && syncedLog(readTrace(tracing.trace));
  const isEarly = (at: number | undefined, { transaction }: Acknowledged) =>
    !((at ?? Number.NaN) >= (ends.get(transaction) ?? Number.NaN));
  return {
    count: acknowledged.length,
    said: acknowledged.filter((one) => isEarly(one.flushed, one)),
    done: synced && acknowledged.filter((one) => isEarly(synced.get(one.what), one)),
  };
}

test("PostgreSQL has synced its log before a delivery, or the end of an attempt, is acknowledged", async () => {
  const { count, said, done } = await findEarly([], false);
  expect(said).toEqual([]);
  expect(done ?? []).toEqual([]);
  expect(count).toBe(120);
});

test("it is seen when it has not, as somebody allowed it", async () => {
  const { said, done } = await findEarly(["synchronous_commit=off"], true);
  expect(said.length).toBeGreaterThan(0);
  if (why === undefined) expect(done?.length).toBeGreaterThan(0);
});
