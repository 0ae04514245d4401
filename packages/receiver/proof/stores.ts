import { inject } from "vitest";
// What `inject` gives is declared there.
import type {} from "../test/postgres/global-setup.ts";
import { postgresStore } from "./postgres-store.ts";
import { sqliteStore } from "./sqlite-store.ts";
import type { StoreRow } from "./store-row.ts";

/** The server of the run, which starts with the first one who asks for it. */
async function serverOfTheRun(): Promise<string> {
  const answer = await fetch(inject("postgresDoor"));
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

/** Those that the tests run against. */
export const stores: readonly StoreRow[] = [sqliteStore, postgresStore(serverOfTheRun)];
