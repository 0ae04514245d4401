import type { Inbox } from "@proto-webhooks/receiver";
import { postgresInbox } from "@proto-webhooks/receiver/postgres";

export const inbox: Inbox = postgresInbox({
  connectionString: process.env.DATABASE_URL ?? "",
  maxConnections: Number(process.env.MAX_CONNECTIONS ?? 4), // of this process; 1 in a function
});
