import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { freshDatabase, privatePostgres } from "../../test/postgres/for-tests.ts";
import { commitAll } from "../conformance/with-inbox.ts";
import type { Inbox } from "../inbox.ts";
import { postgresInbox } from "./postgres-inbox.ts";
import type { PostgresInboxOptions } from "./postgres-inbox-options.ts";
import { startProxy } from "./test/proxy.ts";
import { event, sql, withClient } from "./test/sql.ts";

const failure = (code: string) => expect.objectContaining({ name: "PostgresInboxError", code });

function open(options: PostgresInboxOptions): Inbox {
  const inbox = postgresInbox(options);
  onTestFinished(() => inbox.close());
  return inbox;
}

/** Asks again until it is done, as a sender does that hears 503. */
async function insist<T>(action: () => Promise<T>): Promise<T> {
  const latest = performance.now() + 30_000;
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (performance.now() > latest) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

test("a server that is down at the start rejects, and is used once it is there", async () => {
  const server = await privatePostgres();
  await server.stop();
  const inbox = open(server);
  let wakes = 0;
  inbox.subscribe(() => wakes++);
  await expect(inbox.commit([event("a")])).rejects.toEqual(failure("unreachable"));
  await expect(inbox.claim({ limit: 1, leaseMs: 1, ordering: "chat" })).rejects.toEqual(
    failure("unreachable"),
  );
  await server.start();
  const [receipt] = await insist(() => commitAll(inbox, [event("a")]));
  expect(receipt?.sequence).toBe(1);
  expect(wakes).toBeGreaterThan(0);
});

test("a server that is killed and starts again has lost nothing that was answered, and is used again", async () => {
  const server = await privatePostgres();
  const inbox = open(server);
  const answered: string[] = [];
  const claimed = new Map<string, number>();
  let isOver = false;
  const commits = Array.from({ length: 8 }, async (_, i) => {
    while (!isOver) {
      const receipts = await insist(() => commitAll(inbox, [event(`chat ${i}`), event("all")]));
      answered.push(...receipts.map(({ id }) => id));
    }
  });
  const handling = (async () => {
    while (!isOver) {
      const claims = await insist(() => inbox.claim({ limit: 5, leaseMs: 60_000, ordering: "chat" }));
      for (const claim of claims) {
        claimed.set(claim.receipt.id, claim.attempt);
        await insist(() => inbox.settle(claim, { kind: "done", keep: true }));
      }
    }
  })();
  for (let kills = 0; kills < 3; kills++) {
    const before = answered.length;
    while (answered.length < before + 40) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.kill();
    await server.start();
  }
  isOver = true;
  await Promise.all([...commits, handling]);
  const kept = (state: "pending" | "done") => inbox.list(state, { limit: 100_000 });
  const ids = [...(await kept("pending")), ...(await kept("done"))].map(({ receipt }) => receipt.id);
  expect(answered.filter((id) => !ids.includes(id))).toEqual([]);
  const { accepted, pending, done } = await inbox.stats();
  // What was stored and not answered was sent again, and so is there twice.
  expect([accepted, pending + done]).toEqual([ids.length, ids.length]);
  expect(done).toBeGreaterThan(0);
  const gaps = `SELECT FROM (SELECT sequence - lag(sequence, 1, 0::bigint) OVER (PARTITION BY key ORDER BY n) AS step
    FROM proto_webhooks.events) e WHERE step <> 1`;
  expect(await sql(server.connectionString, gaps)).toEqual([]);
}, 60_000);

test("a connection that is open at this end only rejects, and another one is made", async () => {
  const proxy = await startProxy(await freshDatabase());
  const inbox = open({ connectionString: proxy.connectionString, maxConnections: 2 });
  await inbox.commit([event("a", "1")]);
  await Promise.all([inbox.stats(), inbox.stats()]);
  proxy.freeze();
  const start = performance.now();
  const calls = [
    inbox.commit([event("a", "lost")]),
    inbox.claim({ limit: 1, leaseMs: 1, ordering: "chat" }),
    // There is no connection left, and this one waits for one to be free.
    inbox.stats(),
  ];
  await new Promise((resolve) => setTimeout(resolve, 100));
  calls.push(inbox.commit([event("a", "behind it")]));
  for (const result of await Promise.allSettled(calls)) {
    expect(result).toEqual({ status: "rejected", reason: failure("busy") });
  }
  expect(performance.now() - start).toBeLessThan(15_000);
  proxy.thaw();
  const [receipt] = await commitAll(inbox, [event("a", "2")]);
  expect(receipt?.sequence).toBe(2);
  expect(await inbox.stats()).toMatchObject({ accepted: 2 });
}, 30_000);

test("an inbox closes although its connections are dead", async () => {
  const proxy = await startProxy(await freshDatabase());
  const inbox = open({ connectionString: proxy.connectionString });
  inbox.subscribe(() => {});
  await inbox.commit([event("a")]);
  proxy.freeze();
  await inbox.close();
}, 15_000);

test("rows that another program keeps locked reject in the end, and nothing is half stored", async () => {
  const connectionString = await freshDatabase();
  const inbox = open({ connectionString });
  await inbox.commit([event("a")]);
  await withClient(connectionString, async (other) => {
    await other.query("BEGIN; SELECT FROM proto_webhooks.lanes FOR UPDATE");
    // Others of the delivery could be stored.
    await expect(inbox.commit([event("b"), event("a"), event("c")])).rejects.toEqual(failure("busy"));
    await other.query("ROLLBACK");
  });
  expect(await inbox.stats()).toMatchObject({ accepted: 1 });
  const receipts = await commitAll(inbox, [event("b"), event("a"), event("c")]);
  expect(receipts.map(({ sequence }) => sequence)).toEqual([1, 2, 1]);
});

test("a server without a connection to spare rejects, and is used once it has one", async () => {
  const server = await privatePostgres({
    settings: ["max_connections=5", "superuser_reserved_connections=0"],
  });
  const others = Array.from({ length: 5 }, () => new pg.Client(server));
  for (const client of others) await client.connect();
  const inbox = open(server);
  await expect(inbox.commit([event("a")])).rejects.toEqual(failure("busy"));
  for (const client of others) await client.end();
  await insist(() => inbox.commit([event("a")]));
  expect(await inbox.stats()).toMatchObject({ accepted: 1 });
});

test("transactions that are read-only reject, and go on when they are not", async () => {
  const connectionString = await freshDatabase();
  const inbox = open({ connectionString });
  await inbox.commit([event("a")]);
  const name = new URL(connectionString).pathname.slice(1);
  const set = (value: string) =>
    withClient(connectionString, async (client) => {
      await client.query("SET default_transaction_read_only = off");
      await client.query(`ALTER DATABASE ${name} SET default_transaction_read_only = ${value}`);
      await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    });
  await set("on");
  await expect(insistOn(inbox)).rejects.toEqual(failure("read_only"));
  await set("off");
  const [receipt] = await insist(() => commitAll(inbox, [event("a")]));
  expect(receipt?.sequence).toBe(2);
});

/** The connections that were just cut fail first. */
async function insistOn(inbox: Inbox): Promise<unknown> {
  for (;;) {
    try {
      return await inbox.commit([event("a")]);
    } catch (error) {
      if ((error as { code?: unknown }).code !== "unreachable") throw error;
    }
  }
}

test("a server that may lose what it has committed is refused, unless that is allowed", async () => {
  const server = await privatePostgres({ settings: ["full_page_writes=off"] });
  const { connectionString } = server;
  const careful = open({ connectionString });
  await expect(careful.commit([event("a")])).rejects.toEqual(failure("not_durable"));
  await expect(careful.stats()).rejects.toEqual(failure("not_durable"));
  expect(await sql(connectionString, "SELECT FROM pg_namespace WHERE nspname = 'proto_webhooks'")).toEqual(
    [],
  );
  const careless = open({ connectionString, allowAsynchronousCommit: true });
  await careless.commit([event("a")]);
  expect(await careless.stats()).toMatchObject({ accepted: 1 });
});

test("a server that begins to lose what it has committed is noticed by the next commit", async () => {
  const { connectionString } = await privatePostgres();
  const inbox = open({ connectionString });
  await inbox.commit([event("a")]);
  const set = async (value: string) => {
    await sql(connectionString, `ALTER SYSTEM SET synchronous_commit = ${value}`);
    await sql(connectionString, "SELECT pg_reload_conf(), pg_sleep(0.2)");
  };
  await set("off");
  await expect(inbox.commit([event("a")])).rejects.toEqual(failure("not_durable"));
  await set("on");
  const [receipt] = await commitAll(inbox, [event("a")]);
  expect(receipt?.sequence).toBe(2);
});

// A disk cannot be filled here without the right to mount one. What the server says then is raised instead.
test("a full disk rejects, leaves nothing half stored, and goes on when there is room", async () => {
  const connectionString = await freshDatabase();
  const inbox = open({ connectionString });
  await inbox.commit([event("a", "small")]);
  await sql(
    connectionString,
    `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       RAISE EXCEPTION 'could not extend file "base/1/2": No space left on device' USING ERRCODE = '53100';
     END $$;
     CREATE TRIGGER full_disk BEFORE INSERT ON proto_webhooks.events FOR EACH ROW
       WHEN (length(new.json) > 1000) EXECUTE FUNCTION full_disk()`,
  );
  const large = "x".repeat(2_000);
  const results = await Promise.allSettled([
    inbox.commit([event("a", "small")]),
    inbox.commit([event("a", "lost"), event("b", large)]),
    inbox.commit([event("b", "small")]),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(results[1]).toMatchObject({ reason: failure("disk_full") });
  expect(await inbox.stats()).toMatchObject({ accepted: 3, pending: 3 });
  // What is there can be handled meanwhile.
  const claims = await inbox.claim({ limit: 5, leaseMs: 60_000, ordering: "chat" });
  expect(await Promise.all(claims.map((claim) => inbox.settle(claim, { kind: "done" })))).toEqual([
    true,
    true,
  ]);
  await sql(connectionString, "DROP TRIGGER full_disk ON proto_webhooks.events");
  const [receipt] = await commitAll(inbox, [event("b", large)]);
  expect(receipt?.sequence).toBe(2);
});

test("books that would not balance are not committed, and the error shows nothing of the rows", async () => {
  const connectionString = await freshDatabase();
  const inbox = open({ connectionString });
  await inbox.stats();
  await sql(
    connectionString,
    "ALTER TABLE proto_webhooks.events ADD CHECK (json NOT LIKE '%refused%'); ALTER TABLE proto_webhooks.books ADD CHECK (dead = 0)",
  );
  await inbox.commit([event("a", "s3cret")]);
  const [claim] = await inbox.claim({ limit: 1, leaseMs: 60_000, ordering: "chat" });
  const errors = [
    await inbox.commit([event("b", "refused s3cret")]).catch((error: unknown) => error),
    claim && (await inbox.settle(claim, { kind: "dead", error: "s3cret" }).catch((error: unknown) => error)),
  ];
  for (const error of errors) {
    expect(error).toEqual(failure("failed"));
    const { message, cause } = error as Error;
    expect(cause).toMatchObject({ code: "23514", message: expect.stringContaining("violates check") });
    const all = message + JSON.stringify(cause, Object.getOwnPropertyNames(cause));
    expect(all).not.toMatch(/s3cret|chat/);
  }
  expect(claim && (await inbox.settle(claim, { kind: "done" }))).toBe(true);
});

test("tables that are gone reject; a schema that was removed is made anew by the next call", async () => {
  const connectionString = await freshDatabase();
  const inbox = open({ connectionString });
  await inbox.commit([event("a")]);
  await sql(connectionString, "ALTER TABLE proto_webhooks.books RENAME TO lost");
  await expect(inbox.commit([event("a")])).rejects.toEqual(failure("changed"));
  await expect(inbox.stats()).rejects.toEqual(failure("changed"));
  await sql(connectionString, "ALTER TABLE proto_webhooks.lost RENAME TO books");
  expect((await commitAll(inbox, [event("a")]))[0]?.sequence).toBe(2);
  await sql(connectionString, "DROP SCHEMA proto_webhooks CASCADE");
  await expect(inbox.commit([event("a")])).rejects.toEqual(failure("changed"));
  expect((await commitAll(inbox, [event("a")]))[0]?.sequence).toBe(1);
});

test("after close everything rejects and says so; a second close is harmless", async () => {
  const inbox = open({ connectionString: await freshDatabase() });
  const [receipt] = await commitAll(inbox, [event("a")]);
  const [claim] = await inbox.claim({ limit: 1, leaseMs: 60_000, ordering: "chat" });
  if (claim === undefined || receipt === undefined) throw new Error("nothing was claimed");
  const last = inbox.settle(claim, { kind: "done" });
  await Promise.all([inbox.close(), inbox.close()]);
  expect(await last).toBe(true);
  const calls = [
    inbox.commit([event("a")]),
    inbox.claim({ limit: 1, leaseMs: 1, ordering: "chat" }),
    inbox.extend([claim], 1),
    inbox.settle(claim, { kind: "done" }),
    inbox.release(claim),
    inbox.nextInMs(),
    inbox.stats(),
    inbox.backlog(),
    inbox.list("dead"),
    inbox.find(receipt.id),
    inbox.requeue([receipt]),
    inbox.retry([receipt.id]),
    inbox.purge({ state: "dead", limit: 1 }),
  ];
  for (const result of await Promise.allSettled(calls)) {
    expect(result).toEqual({ status: "rejected", reason: failure("closed") });
  }
  expect(inbox.subscribe(() => {})).toBeInstanceOf(Function);
});
