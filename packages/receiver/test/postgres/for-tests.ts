import { afterAll, inject } from "vitest";
import { createDatabase, dropDatabase } from "./databases.ts";
// What `inject` gives is declared there.
import type {} from "./global-setup.ts";
import { type Postgres, type PostgresOptions, startPostgres } from "./start-postgres.ts";

const leftovers: (() => Promise<void>)[] = [];

afterAll(async () => {
  await Promise.all(leftovers.splice(0).map((remove) => remove()));
});

/**
 * An empty database on the server of the run, which starts with the first one that is asked for. It is dropped after
 * the tests of the file.
 *
 * @returns its connection string.
 */
export async function freshDatabase(): Promise<string> {
  const answer = await fetch(inject("postgresDoor"));
  const server = await answer.text();
  if (!answer.ok) throw new Error(server);
  const database = await createDatabase(server);
  leftovers.push(() => dropDatabase(server, database));
  return database;
}

/** A server for this test alone, to be stopped, killed and started again. It is removed after the tests of the file. */
export async function privatePostgres(options?: PostgresOptions): Promise<Postgres> {
  const server = await startPostgres(options);
  leftovers.push(() => server.remove());
  return server;
}
