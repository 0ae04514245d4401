import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Store } from "./store.ts";

/** A folder of SQLite files. */
export async function startSqlite(folder: string): Promise<Store> {
  const files = await mkdtemp(join(folder, "bench-sqlite-"));
  // A run that is broken off leaves nothing either.
  process.once("exit", () => rmSync(files, { recursive: true, force: true }));
  let count = 0;
  return {
    create: async () => ({ store: "sqlite", at: join(files, `${++count}.db`) }),
    async remove({ at }) {
      for (const file of [at, `${at}-wal`, `${at}-shm`]) await rm(file, { force: true });
    },
    stop: () => rm(files, { recursive: true, force: true }),
  };
}
