import type { Inbox } from "@proto-webhooks/receiver";
import { sqliteInbox } from "@proto-webhooks/receiver/sqlite";

export const inbox: Inbox = sqliteInbox(process.env.INBOX ?? "proto.db");
