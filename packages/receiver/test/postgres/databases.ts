/// <reference types="node" />
import { randomUUID } from "node:crypto";
import pg from "pg";

/**
 * Makes an empty database on the server, in about 20 ms.
 *
 * @returns its connection string.
 */
export async function createDatabase(server: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await query(server, `CREATE DATABASE ${name}`);
  return Object.assign(new URL(server), { pathname: name }).href;
}

/** Removes a database from under those who are connected to it. */
export async function dropDatabase(server: string, database: string): Promise<void> {
  await query(server, `DROP DATABASE IF EXISTS ${new URL(database).pathname.slice(1)} WITH (FORCE)`);
}

async function query(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
