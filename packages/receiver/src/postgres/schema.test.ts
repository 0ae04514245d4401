import { expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "../../test/postgres/for-tests.ts";
import type { Inbox } from "../inbox.ts";
import { migrations, schemaVersion } from "./migrations/index.ts";
import { postgresInbox } from "./postgres-inbox.ts";
import type { PostgresInboxOptions } from "./postgres-inbox-options.ts";
import { changed, event, sql } from "./test/sql.ts";

function open(options: PostgresInboxOptions): Inbox {
  const inbox = postgresInbox(options);
  onTestFinished(() => inbox.close());
  return inbox;
}

async function expectRefused(connectionString: string, code: string): Promise<void> {
  const look = `SELECT (SELECT count(*) FROM pg_class) AS tables, (SELECT count(*) FROM pg_proc) AS functions`;
  const before = await sql(connectionString, look);
  const inbox = open({ connectionString });
  const place = `${new URL(connectionString).host}${new URL(connectionString).pathname}, schema proto_webhooks`;
  const error = { name: "PostgresInboxError", code, place, message: expect.stringContaining(place) };
  await expect(inbox.commit([event("a")])).rejects.toMatchObject(error);
  await expect(inbox.claim({ limit: 1, leaseMs: 1, ordering: "chat" })).rejects.toMatchObject(error);
  await expect(inbox.stats()).rejects.toMatchObject(error);
  expect(await sql(connectionString, look)).toEqual(before);
}

test("the migrations lead to the version that the package works with, each one up", () => {
  const versions = migrations.map(({ version }) => version);
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  expect(new Set(versions).size).toBe(versions.length);
  expect(versions.at(-1)).toBe(schemaVersion);
});

test("migrations are applied once, also when several open an empty database at once", async () => {
  const connectionString = await freshDatabase();
  const inboxes = Array.from({ length: 5 }, () => open({ connectionString }));
  const calls = inboxes.flatMap((inbox) => [inbox.commit([event("a")]), inbox.stats()]);
  await Promise.all(calls);
  const again = open({ connectionString });
  expect(await again.stats()).toMatchObject({ accepted: 5, pending: 5 });
  expect(await sql(connectionString, "SELECT version FROM proto_webhooks.version")).toEqual([
    { version: schemaVersion },
  ]);
});

test("two schemas of one database are two inboxes, and know nothing of each other", async () => {
  const connectionString = await freshDatabase();
  const [one, other] = [open({ connectionString }), open({ connectionString, schema: "other_inbox" })];
  await one.commit([event("a")]);
  expect(await other.stats()).toMatchObject({ accepted: 0 });
  expect(await other.claim({ limit: 1, leaseMs: 1, ordering: "chat" })).toEqual([]);
});

test("an empty schema that an operator made is used, and the right to make one is not needed then", async () => {
  const database = await freshDatabase();
  await sql(
    database,
    `CREATE ROLE inbox_user LOGIN PASSWORD 'p@ss:word';
     CREATE SCHEMA proto_webhooks AUTHORIZATION inbox_user`,
  );
  onTestFinished(async () => void (await sql(database, "DROP OWNED BY inbox_user; DROP ROLE inbox_user")));
  const user = { username: "inbox_user", password: encodeURIComponent("p@ss:word") };
  const inbox = postgresInbox({ connectionString: changed(database, user) });
  await inbox.commit([event("a")]);
  await inbox.close();
  const elsewhere = postgresInbox({ connectionString: changed(database, user), schema: "not_there" });
  await expect(elsewhere.stats()).rejects.toMatchObject({ code: "no_permission" });
  await elsewhere.close();
});

test("a schema with tables of another program is refused and left as it was", async () => {
  const one = await freshDatabase();
  await sql(one, "CREATE SCHEMA proto_webhooks; CREATE TABLE proto_webhooks.theirs (a int)");
  await expectRefused(one, "not_ours");
  const other = await freshDatabase();
  await sql(other, "CREATE SCHEMA proto_webhooks; CREATE TABLE proto_webhooks.version (number text)");
  await expectRefused(other, "not_ours");
  await sql(other, "INSERT INTO proto_webhooks.version VALUES ('1000')");
  await expectRefused(other, "not_ours");
});

test("a newer major version is refused, also by one that was connected before", async () => {
  const connectionString = await freshDatabase();
  const older = open({ connectionString });
  await older.commit([event("a")]);
  await sql(
    connectionString,
    `UPDATE proto_webhooks.version SET version = ${schemaVersion + 1000};
     ALTER FUNCTION proto_webhooks.store RENAME TO store_2`,
  );
  await expect(older.commit([event("a")])).rejects.toMatchObject({ code: "changed" });
  await expect(older.commit([event("a")])).rejects.toMatchObject({ code: "newer_version" });
  await expectRefused(connectionString, "newer_version");
});

test("a newer minor version shares its database with this one", async () => {
  const connectionString = await freshDatabase();
  const older = open({ connectionString });
  await older.stats();
  await sql(
    connectionString,
    `ALTER TABLE proto_webhooks.events ADD COLUMN later text;
     CREATE INDEX later ON proto_webhooks.events (later);
     UPDATE proto_webhooks.version SET version = ${schemaVersion + 1}`,
  );
  // One that was connected meanwhile, and one that connects then.
  for (const inbox of [older, open({ connectionString })]) {
    await inbox.commit([event("a")]);
    const [claim] = await inbox.claim({ limit: 1, leaseMs: 1_000, ordering: "chat" });
    expect(claim && (await inbox.settle(claim, { kind: "done" }))).toBe(true);
  }
  expect(await sql(connectionString, "SELECT version FROM proto_webhooks.version")).toEqual([
    { version: schemaVersion + 1 },
  ]);
});

test("a database that does not keep every text, or shows each transaction one moment, is refused", async () => {
  const database = await freshDatabase();
  await sql(database, "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
  onTestFinished(async () => void (await sql(database, "DROP DATABASE latin WITH (FORCE)")));
  await expectRefused(changed(database, { pathname: "latin" }), "unsuitable");
  const name = new URL(database).pathname.slice(1);
  await sql(database, `ALTER DATABASE ${name} SET default_transaction_isolation = 'repeatable read'`);
  await expectRefused(database, "unsuitable");
});

test.each([
  undefined,
  "",
  "proto.db",
  "localhost",
  "mysql://user:s3cret@host/database",
  "postgresql://",
  "postgresql://user:s3cret@host:not-a-port/database",
  "postgresql://user:s3c/ret@host/database",
  "postgresql://user:s3cret@host/database?sslmode=verify-full&sslrootcert=/no/such/s3cret.pem",
])("the connection string %j is refused at once, and not shown", (connectionString) => {
  const make = () => postgresInbox({ connectionString: connectionString as string });
  expect(make).toThrow(TypeError);
  expect(make).toThrow("postgresql://user:password@host:port/database");
  expect(make).not.toThrow(/s3c/);
});

test.each([
  { schema: "" },
  { schema: "Inbox" },
  { schema: 'inbox"; DROP SCHEMA public' },
  { schema: "pg_inbox" },
  { schema: "x".repeat(64) },
  { maxConnections: 0 },
  { maxConnections: 1.5 },
  { allowAsynchronousCommit: "yes" as unknown as boolean },
])("%j is refused at once", (options) => {
  const connectionString = "postgresql://user@localhost/database";
  expect(() => postgresInbox({ connectionString, ...options })).toThrow(TypeError);
});

test("a connection string that is right, and options that are undefined, connect to nothing yet", async () => {
  const inbox = postgresInbox({
    connectionString: "postgresql://user:s3cret@127.0.0.1:1/database",
    schema: undefined,
    maxConnections: undefined,
    allowAsynchronousCommit: undefined,
  });
  const error: unknown = await inbox.stats().catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    code: "unreachable",
    place: "127.0.0.1:1/database, schema proto_webhooks",
  });
  expect(String(error)).not.toContain("s3cret");
  await inbox.close();
});
