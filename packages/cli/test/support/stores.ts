import { join } from "node:path";
import type { Inbox } from "@proto-webhooks/receiver";
import { postgresInbox } from "@proto-webhooks/receiver/postgres";
import { sqliteInbox } from "@proto-webhooks/receiver/sqlite";
// A real server, and nothing of it left afterwards, takes more than a few lines: those of the receiver's tests are used.
import { freshDatabase } from "../../../receiver/test/postgres/for-tests.ts";
import { files } from "./files.ts";

/** A new inbox, and how the command line names it. */
export interface Place {
  args: string[];
  env: Record<string, string>;
  open(): Inbox;
}

/** A store whose inboxes the command can use. */
export interface Store {
  name: string;
  make(): Promise<Place>;
}

let made = 0;

/** All of them. Call it once, at the top of a test file. */
export function stores(): Store[] {
  const { folder } = files();
  return [
    {
      name: "SQLite",
      async make() {
        const file = join(folder, `${made++}.db`);
        return { args: ["--inbox", file], env: {}, open: () => sqliteInbox(file) };
      },
    },
    {
      name: "PostgreSQL",
      async make() {
        const connectionString = await freshDatabase();
        const url = new URL(connectionString);
        const { password } = url;
        url.password = "";
        const schema = `inbox_${made++}`;
        return {
          args: ["--inbox", url.href, "--schema", schema],
          env: { PGPASSWORD: password },
          open: () => postgresInbox({ connectionString, schema }),
        };
      },
    },
  ];
}
