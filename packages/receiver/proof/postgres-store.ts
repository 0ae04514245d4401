import { createDatabase, dropDatabase } from "../test/postgres/databases.ts";
import type { StoreRow } from "./store-row.ts";

/** A database of its own on a server. @param findServer its connection string; asked for when it is needed. */
export function postgresStore(findServer: () => Promise<string>): StoreRow {
  return {
    name: "postgres",
    async create() {
      const server = await findServer();
      const url = await createDatabase(server);
      return { name: "postgres", url, check: async () => [], remove: () => dropDatabase(server, url) };
    },
  };
}
