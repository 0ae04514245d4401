import type { PgBoss } from "pg-boss";

/** Sets the server's clock back by an hour, as far as this pg-boss sees it: it takes the time from this function only. */
export async function setBack(boss: PgBoss): Promise<void> {
  await boss.getDb().executeSql(`
    CREATE OR REPLACE FUNCTION pgboss.job_now() RETURNS timestamptz LANGUAGE sql STABLE
    AS $$ SELECT pg_catalog.now() - interval '1 hour' $$`);
}
