import { join } from "node:path";
import type { Inbox } from "@proto-webhooks/receiver";
import { sqliteInbox } from "@proto-webhooks/receiver/sqlite";
import { files } from "./files.ts";

/** A new inbox, with what names it on the command line. */
export interface Place {
  args: string[];
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
        return { args: ["--inbox", file], open: () => sqliteInbox(file) };
      },
    },
  ];
}
