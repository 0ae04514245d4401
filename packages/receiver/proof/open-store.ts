import type { Inbox } from "../src/inbox.ts";

/** How a process opens a store. Loaded when it is needed: a process with SQLite loads no driver of another store. */
const opens: Readonly<Record<string, (url: string) => Promise<Inbox>>> = {
  sqlite: async (url) => (await import("../src/sqlite/index.ts")).sqliteInbox(url),
  postgres: async (url) =>
    (await import("../src/postgres/index.ts")).postgresInbox({ connectionString: url }),
};

/** Opens the store of a row, in whatever process. */
export async function openStore(name: string, url: string): Promise<Inbox> {
  const open = opens[name];
  if (!open) throw new Error(`There is no store "${name}"; there are ${Object.keys(opens).join(", ")}.`);
  return open(url);
}
