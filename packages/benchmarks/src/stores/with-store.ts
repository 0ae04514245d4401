import { startPostgres } from "./postgres-store.ts";
import { startSqlite } from "./sqlite-store.ts";
import type { Store, StoreName } from "./store.ts";

const starts: Readonly<Record<StoreName, (folder: string) => Promise<Store>>> = {
  sqlite: startSqlite,
  postgres: startPostgres,
};

/** Starts a store whose files lie in the folder, uses it, and removes it whatever happens. */
export async function withStore<T>(
  name: StoreName,
  folder: string,
  use: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await starts[name](folder);
  try {
    return await use(store);
  } finally {
    await store.stop();
  }
}
