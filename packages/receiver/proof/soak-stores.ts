import { startPostgres } from "../test/postgres/start-postgres.ts";
import { postgresStore } from "./postgres-store.ts";
import { sqliteStore } from "./sqlite-store.ts";
import type { StoreRow } from "./store-row.ts";

export const soakStores = ["sqlite", "postgres"] as const;

export type SoakStore = (typeof soakStores)[number];

/** A store for a soak, with a server of its own if it needs one. */
export async function openSoakStore(name: SoakStore): Promise<{ row: StoreRow; end: () => Promise<void> }> {
  if (name === "sqlite") return { row: sqliteStore, end: async () => {} };
  const server = await startPostgres();
  return { row: postgresStore(async () => server.connectionString), end: () => server.remove() };
}
