import type pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "../../test/postgres/for-tests.ts";
import { claim } from "./migrations/0001-first/claim.ts";
import { lanes } from "./migrations/0001-first/lanes.ts";
import { postgresInbox } from "./postgres-inbox.ts";
import { inSchema } from "./prepare-client.ts";
import { event, sql, withClient } from "./test/sql.ts";

// What ordinary load never shows: a statement sees the rows as they were when it began, and what it then waits for, a lock,
// as it is now. Here it is made to wait in between.

const gate = 4711;
const pause = `CREATE FUNCTION inbox.pause() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_advisory_xact_lock_shared(${gate}); RETURN true; END $$;`;

const request = { limit: 5, leaseMs: 60_000 };
const textsOf = (claims: readonly { readonly json: string }[]) =>
  claims.map(({ json }) => JSON.parse(json).text);

/** An inbox whose statements wait at the gate, where it is said, after they have begun and before they lock. */
async function inboxWithGate(source: string, before: string, after: string) {
  const connectionString = await freshDatabase();
  const inbox = postgresInbox({ connectionString });
  onTestFinished(() => inbox.close());
  await inbox.stats();
  expect(source).toContain(before + after);
  const waiting = source.replace(before + after, `${before} AND inbox.pause()${after}`);
  const replaced = waiting.replaceAll("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION");
  await sql(connectionString, inSchema(pause + replaced, "proto_webhooks"));
  return { inbox, connectionString };
}

/** Closes the gate, begins something that comes to wait there, does the rest, and opens it. */
async function whileWaiting<T>(
  connectionString: string,
  begin: () => Promise<T>,
  rest: () => Promise<unknown>,
): Promise<T> {
  return withClient(connectionString, async (client: pg.Client) => {
    await client.query(`SELECT pg_advisory_lock(${gate})`);
    const begun = begin();
    const waits = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    while ((await client.query(waits)).rowCount === 0) await new Promise((done) => setTimeout(done, 5));
    await rest();
    await client.query(`SELECT pg_advisory_unlock(${gate})`);
    return begun;
  });
}

test("a claim hands out the event that came to the head of a lane while it waited for the lane", async () => {
  const { inbox, connectionString } = await inboxWithGate(
    claim,
    "WHERE l.turn IS NOT NULL",
    " ORDER BY l.turn LIMIT most FOR UPDATE",
  );
  await inbox.commit([event("a", "1")]);
  const claims = await whileWaiting(
    connectionString,
    () => inbox.claim({ ...request, ordering: "chat" }),
    async () => {
      const [first] = await inbox.claim({ ...request, ordering: "none" });
      expect(first && (await inbox.settle(first, { kind: "done" }))).toBe(true);
      await inbox.commit([event("a", "2")]);
    },
  );
  expect(textsOf(claims)).toEqual(["2"]);
});

test("the end of a claim finds the event that was committed while it waited for the lane", async () => {
  const { inbox, connectionString } = await inboxWithGate(
    lanes,
    "WHERE l.key = ANY (keys)",
    " ORDER BY l.key FOR UPDATE",
  );
  await inbox.commit([event("a", "1")]);
  const [first] = await inbox.claim({ ...request, ordering: "chat" });
  const isSettled = await whileWaiting(
    connectionString,
    async () => first && inbox.settle(first, { kind: "done" }),
    () => inbox.commit([event("a", "2")]),
  );
  expect(isSettled).toBe(true);
  expect(textsOf(await inbox.claim({ ...request, ordering: "chat" }))).toEqual(["2"]);
});
