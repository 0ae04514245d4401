import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConformsOptions, conforms, type StartReceiver } from "@proto-webhooks/mock-sender/conforms";
import { overSockets } from "@proto-webhooks/mock-sender/node";
import { afterAll, expect, test } from "vitest";
import { createReceiver, type Inbox, type Receiver, unsafeMemoryInbox } from "../src/index.ts";
import { listen } from "../src/node/index.ts";
import { postgresInbox } from "../src/postgres/index.ts";
import { sqliteInbox } from "../src/sqlite/index.ts";
import { freshDatabase } from "./postgres/for-tests.ts";

const folder = mkdtempSync(join(tmpdir(), "conforms-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

/** A receiver that tries again at once what its handlers throw. */
async function started(inbox: Inbox, handle: (event: unknown) => Promise<void>): Promise<Receiver> {
  const receiver = createReceiver({ inbox, backoff: { baseMs: 0 }, onError: () => {} });
  receiver.on("new_messages", ({ event }) => handle(event));
  receiver.onUnrecognizedEvent(({ event }) => handle(event));
  await receiver.start();
  return receiver;
}

const asFunction =
  (inbox: () => Inbox): StartReceiver =>
  async (handle) => {
    const receiver = await started(inbox(), handle);
    return { deliverTo: receiver.fetch, idle: () => receiver.idle(), close: () => receiver.close() };
  };

/** Real sockets: slow bodies and resets as they are. */
const asServer =
  (inbox: () => Inbox): StartReceiver =>
  async (handle) => {
    const receiver = await started(inbox(), handle);
    const server = await listen(receiver, { port: 0 });
    const close = () => Promise.all([server.close(), receiver.close()]);
    return { deliverTo: overSockets(server.url), idle: () => receiver.idle(), close };
  };

const memory = () => unsafeMemoryInbox();
const sqlite = () => sqliteInbox(join(folder, `${++files}.db`));
const connectionString = await freshDatabase();
const postgres = () => postgresInbox({ connectionString });

// `CONFORMS_SEEDS=100` makes the long form of it.
const count = Number(process.env.CONFORMS_SEEDS ?? 3);
const seeds = Array.from({ length: count }, (_, index) => index + 1);

test.each<[string, StartReceiver, ConformsOptions]>([
  ["memory, as a function", asFunction(memory), {}],
  ["memory, as a server", asServer(memory), { seeds: seeds.slice(0, Math.ceil(count / 3)) }],
  ["SQLite, as a function", asFunction(sqlite), { reuse: true }],
  ["SQLite, as a server", asServer(sqlite), { reuse: true, seeds: seeds.slice(0, Math.ceil(count / 3)) }],
  [
    "PostgreSQL, as a function",
    asFunction(postgres),
    { reuse: true, seeds: seeds.slice(0, Math.ceil(count / 2)) },
  ],
])(
  "the receiver withstands every kind of sender: %s",
  { timeout: 30_000 + count * 10_000 },
  async (_, start, options) => {
    // A machine that does other things too may be slow; only a receiver that breaks a rule takes that long.
    const report = await conforms(start, { seeds, patienceMs: 20_000, ...options });
    expect(report.text).toMatch(/^The receiver conforms, in \d+ runs\.$/);
  },
);
