import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import type { Readable } from "node:stream";
import pg from "pg";
import { expect, test, vi } from "vitest";
import { freshDatabase, privatePostgres } from "./for-tests.ts";

test("a database of the run's server is empty, durable and takes any text", async () => {
  const [one, other] = [await freshDatabase(), await freshDatabase()];
  await query(one, "CREATE TABLE here (value text)");
  expect(await query(other, "SELECT FROM pg_tables WHERE tablename = 'here'")).toEqual([]);
  expect(await query(one, "SELECT 'ü漢😀' AS text, current_setting('server_encoding') AS encoding")).toEqual([
    { text: "ü漢😀", encoding: "UTF8" },
  ]);
  for (const setting of ["fsync", "synchronous_commit", "full_page_writes"]) {
    expect(await query(one, `SHOW ${setting}`)).toEqual([{ [setting]: "on" }]);
  }
});

test("a private server comes back with what it held, after a stop and after a kill", async () => {
  const server = await privatePostgres({ settings: ["synchronous_commit=off"] });
  const { connectionString } = server;
  expect(await query(connectionString, "SHOW synchronous_commit")).toEqual([{ synchronous_commit: "off" }]);
  const [row] = await query(connectionString, "SHOW data_directory");
  await query(connectionString, "CREATE TABLE kept (value int)");
  for (const end of ["stop", "kill"] as const) {
    await query(connectionString, "SET synchronous_commit = on; INSERT INTO kept VALUES (1)");
    await server[end]();
    await expect(query(connectionString, "SELECT 1")).rejects.toThrow("ECONNREFUSED");
    await server.start();
  }
  expect(await query(connectionString, "SELECT count(*)::int FROM kept")).toEqual([{ count: 2 }]);
  await server.kill();
  await server.remove();
  expect(existsSync(String(row?.data_directory))).toBe(false);
});

test("a server that cannot start says why", async () => {
  await expect(privatePostgres({ settings: ["no_such_setting=1"] })).rejects.toThrow("no_such_setting");
});

test("a server goes with the process that started it, also when that is killed", async () => {
  const { href } = new URL("start-postgres.ts", import.meta.url);
  const script = `
    const { startPostgres } = await import(${JSON.stringify(href)});
    console.log((await startPostgres()).connectionString);`;
  const owner: ChildProcess = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(owner.stdout as Readable, "data");
  const [row] = await query(String(line).trim(), "SHOW data_directory");
  expect(existsSync(String(row?.data_directory))).toBe(true);
  owner.kill("SIGKILL");
  await vi.waitFor(() => expect(existsSync(String(row?.data_directory))).toBe(false), 10_000);
  await expect(query(String(line).trim(), "SELECT 1")).rejects.toThrow("ECONNREFUSED");
});

async function query(connectionString: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const result: pg.QueryResult | pg.QueryResult[] = await client.query(sql);
    return Array.isArray(result) ? [] : result.rows;
  } finally {
    await client.end();
  }
}
