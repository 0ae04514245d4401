import type { Command } from "commander";
import type { InboxOptions } from "../../inbox/inbox-place.ts";

/** What the options of {@link whichInbox} say. */
export type WhichInbox = InboxOptions;

/** Adds the options that say which inbox. They are not parsed here: Commander's errors would show a password. */
export function whichInbox(command: Command): Command {
  return command
    .option("--inbox <file|url>", "SQLite file or postgresql://… (default: PROTO_WEBHOOKS_INBOX)")
    .option("--schema <name>", "schema of the inbox on PostgreSQL (default: proto_webhooks)");
}
