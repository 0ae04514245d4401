/// <reference types="node" />
import { expect, onTestFinished, test, vi } from "vitest";
import { freshDatabase } from "../../test/postgres/for-tests.ts";
import { Listener } from "./listener.ts";
import { readSettings } from "./settings.ts";
import { startProxy } from "./test/proxy.ts";
import { sql } from "./test/sql.ts";

const times = { retryMs: 20, beatMs: 50, echoMs: 200 };

function listenTo(connectionString: string): { listener: Listener; wake: ReturnType<typeof vi.fn> } {
  const wake = vi.fn();
  const listener = new Listener(readSettings({ connectionString }), "me", wake, times);
  onTestFinished(() => listener.stop());
  return { listener, wake };
}

const say = (connectionString: string, what: string) =>
  sql(connectionString, `SELECT pg_notify('proto_webhooks', '${what}')`);

const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 5_000, interval: 5 });

test("it wakes for what others say, not for what its own process says, nor for signs of life", async () => {
  const connectionString = await freshDatabase();
  const { listener, wake } = listenTo(connectionString);
  await until(() => listener.isListening);
  // It may have missed something before.
  expect(wake).toHaveBeenCalledTimes(1);
  await say(connectionString, "me");
  await say(connectionString, "another lives");
  await say(connectionString, "another");
  await until(() => wake.mock.calls.length > 1);
  expect(wake).toHaveBeenCalledTimes(2);
});

test("it notices a connection that is open at this end only, makes another, and wakes for what it missed", async () => {
  const proxy = await startProxy(await freshDatabase());
  const { listener, wake } = listenTo(proxy.connectionString);
  await until(() => listener.isListening);
  proxy.freeze();
  await until(() => !listener.isListening);
  wake.mockClear();
  proxy.thaw();
  await until(() => listener.isListening);
  expect(wake).toHaveBeenCalledTimes(1);
});

/** A pooler in transaction mode: who listened is not told. Messages have a letter, and a length that counts itself. */
function withoutNotifications(data: Buffer): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at < data.length; ) {
    const end = at + 1 + data.readUInt32BE(at + 1);
    if (data[at] !== "A".charCodeAt(0)) kept.push(data.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

test("it knows that it hears nothing behind a pooler that swallows what is said", async () => {
  const connectionString = await freshDatabase();
  const proxy = await startProxy(connectionString, withoutNotifications);
  const { listener, wake } = listenTo(proxy.connectionString);
  const connected =
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%notify($1%'";
  await vi.waitFor(async () => expect(await sql(connectionString, connected)).toHaveLength(1), 5_000);
  await new Promise((resolve) => setTimeout(resolve, 3 * times.echoMs));
  expect(listener.isListening).toBe(false);
  expect(wake).not.toHaveBeenCalled();
});

test("it stops, whatever it is doing", async () => {
  const connectionString = await freshDatabase();
  listenTo(connectionString).listener.stop();
  const { listener } = listenTo(connectionString);
  await until(() => listener.isListening);
  listener.stop();
  expect(listener.isListening).toBe(false);
  const others =
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
  await vi.waitFor(async () => expect(await sql(connectionString, others)).toEqual([]), 5_000);
});
