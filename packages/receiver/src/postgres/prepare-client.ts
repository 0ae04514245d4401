/// <reference types="node" />
import type pg from "pg";
import { answerTimeoutMs, run } from "./connection.ts";
import { migrations, schemaVersion } from "./migrations/index.ts";
import { PostgresInboxError } from "./postgres-inbox-error.ts";
import type { Settings } from "./settings.ts";

const product = "proto-webhooks inbox";

const facts = `SELECT current_setting('server_encoding') AS encoding, current_setting('transaction_isolation') AS isolation,
  current_setting('synchronous_commit') AS synchronous_commit, current_setting('fsync') AS fsync,
  current_setting('full_page_writes') AS full_page_writes, pg_is_in_recovery() AS is_standby,
  current_setting('transaction_read_only') AS read_only`;

const tables = `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 ORDER BY c.relname <> 'version' LIMIT 1`;

/** What is done with each new connection: looks whether the server keeps what it is given, and makes or migrates the schema. */
export async function prepareClient(client: pg.ClientBase, settings: Settings): Promise<void> {
  const [found = {}] = await run(client, facts);
  const { schema, place, mayLose } = settings;
  if (found.encoding !== "UTF8" || found.isolation !== "read committed") {
    throw new PostgresInboxError("unsuitable", place);
  }
  if (found.is_standby || found.read_only === "on") throw new PostgresInboxError("read_only", place);
  const durable = [found.synchronous_commit, found.fsync, found.full_page_writes];
  if (!mayLose && durable.includes("off")) throw new PostgresInboxError("not_durable", place);
  if ((await versionOf(client, settings)) >= schemaVersion) return;
  try {
    await run(client, "BEGIN");
    // A process that is paused here must not stop the others for longer than that.
    await run(client, "SET LOCAL idle_in_transaction_session_timeout = 5000");
    // Others that open it wait here, and then find it done.
    await run(client, "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`${product} ${schema}`]);
    await migrate(client, settings);
    await run(client, "COMMIT");
  } catch (error) {
    await run(client, "ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** @returns 0 when there is nothing in the schema. */
async function versionOf(client: pg.ClientBase, { schema, place }: Settings): Promise<number> {
  const [table] = await run(client, tables, [schema]);
  if (table === undefined) return 0;
  if (table.name !== "version") throw new PostgresInboxError("not_ours", place);
  const text = `SELECT to_jsonb(v) ->> 'product' AS product, to_jsonb(v) ->> 'version' AS version FROM "${schema}".version v`;
  const [row = {}] = await run(client, text);
  if (row.product !== product) throw new PostgresInboxError("not_ours", place);
  const version = Number(row.version);
  if (Math.floor(version / 1000) > Math.floor(schemaVersion / 1000)) {
    throw new PostgresInboxError("newer_version", place);
  }
  return version;
}

/** Applies what the schema lacks, in the transaction that is open. */
async function migrate(client: pg.ClientBase, settings: Settings): Promise<void> {
  const { schema } = settings;
  const before = await versionOf(client, settings);
  if (before === 0) {
    const [exists] = await run(client, "SELECT FROM pg_namespace WHERE nspname = $1", [schema]);
    // IF NOT EXISTS would ask for the right to make one, also when there is one.
    if (exists === undefined) await run(client, `CREATE SCHEMA "${schema}"`);
    await run(client, `CREATE TABLE "${schema}".version (product text NOT NULL, version int NOT NULL)`);
    await run(client, `INSERT INTO "${schema}".version VALUES ($1, 0)`, [product]);
  }
  for (const { version, sql } of migrations) {
    if (version <= before) continue;
    // Many statements at once, so not by `run`.
    await client.query({ text: inSchema(sql, schema), query_timeout: answerTimeoutMs } as pg.QueryConfig);
    await run(client, `UPDATE "${schema}".version SET version = $1`, [version]);
  }
}

/** Puts the schema's name in the place of those that stand for it. It has no quotation marks, see `readSettings`. */
export function inSchema(sql: string, schema: string): string {
  return sql.replaceAll(/\binbox\./g, `"${schema}".`).replaceAll(":channel", `'${schema}'`);
}
