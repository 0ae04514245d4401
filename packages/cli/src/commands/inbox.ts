import { Command } from "commander";
import { exportCommand } from "./inbox/export.ts";
import { listCommand } from "./inbox/list.ts";
import { redriveCommand, reparseCommand, retryCommand } from "./inbox/operations.ts";
import { purgeCommand } from "./inbox/purge.ts";
import { showCommand } from "./inbox/show.ts";
import { statsCommand } from "./inbox/stats.ts";

/** `proto-webhooks inbox`: what a receiver has stored, and what can be done about it. */
export function inboxCommand(): Command {
  const inbox = new Command("inbox")
    .description("Look into a receiver's inbox, and have what is stuck handled.")
    .addHelpText(
      "after",
      `
An event is pending until it is handled: then it is done, or dead when its attempts ran out. One that does not fit the
spec is quarantined. All commands work while receivers use the inbox. What events say is hidden unless you --reveal it.

Which inbox: --inbox FILE for SQLite, --inbox postgresql://… for PostgreSQL, or PROTO_WEBHOOKS_INBOX in the environment.
Others on the machine can read what is on a command line: put a URL with a password into PROTO_WEBHOOKS_INBOX, or the
password into PGPASSWORD or ~/.pgpass.

Exit codes:
  0    done
  1    an event that you named is not there or was not changed, or you answered no
  2    wrong usage, or the inbox cannot be used
  130  stopped by Ctrl-C; what was done until then stays done

Examples:
  $ proto-webhooks inbox stats --inbox proto.db          how is it, and what to do next
  $ proto-webhooks inbox list dead --inbox proto.db      which events failed, and with which error
  $ proto-webhooks inbox redrive --all --inbox proto.db  have them handled after all

Run proto-webhooks inbox COMMAND --help for more.`,
    );
  const commands = [
    statsCommand(),
    listCommand(),
    showCommand(),
    retryCommand(),
    redriveCommand(),
    reparseCommand(),
    purgeCommand(),
    exportCommand(),
  ];
  for (const command of commands) inbox.addCommand(command);
  return inbox;
}
