import type { Inbox } from "@proto-webhooks/receiver";
import type { Place } from "./store.ts";

/** Opens an inbox. Loads its own store only: the memory of the process is measured. */
export async function openInbox({ store, at }: Place): Promise<Inbox> {
  if (store === "sqlite") {
    const { sqliteInbox } = await import("@proto-webhooks/receiver/sqlite");
    return sqliteInbox(at);
  }
  const { postgresInbox } = await import("@proto-webhooks/receiver/postgres");
  return postgresInbox({ connectionString: at });
}
