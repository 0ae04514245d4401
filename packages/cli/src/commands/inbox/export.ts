import type { EventState } from "@proto-webhooks/receiver";
import { Argument, Command } from "commander";
import { states } from "../../inbox/states.ts";
import { type WhichInbox, whichInbox } from "./which-inbox.ts";

interface Options extends WhichInbox {
  chat?: string;
  output?: string;
  force?: boolean;
  reveal?: boolean;
  asDeliveries?: boolean;
}

/** `proto-webhooks inbox export`: events as JSON Lines. */
export function exportCommand(): Command {
  return whichInbox(new Command("export"))
    .description("Write events as JSON Lines, to stdout or a file.")
    .addArgument(new Argument("[state...]", "by default all states").choices(states))
    .option("--chat <id>", "only the events of this chat")
    .option("-o, --output <file>", "write to this file, which is there only when it is whole")
    .option("--force", "replace the file if there is one")
    .option("--reveal", "include what the events say: names, texts, tokens")
    .option("--as-deliveries", "with --reveal: make each line a delivery, for proto-webhooks send")
    .option("--json", "as it is anyway: the output is JSON Lines")
    .addHelpText(
      "after",
      `
A line is as of list --json. It works while receivers use the inbox; an event whose state changes meanwhile may come twice. The
file can be read by its owner only.

Examples:
  $ proto-webhooks inbox export dead --output dead.jsonl --inbox proto.db
  $ proto-webhooks inbox export --inbox proto.db | jq -r .chat | sort | uniq -c
  $ proto-webhooks inbox export dead --reveal --as-deliveries --output again.jsonl --inbox proto.db
  $ proto-webhooks send again.jsonl --to http://127.0.0.1:3000/webhook`,
    )
    .action(async (named: EventState[], options: Options) => {
      const { force = false, reveal = false, asDeliveries = false, ...others } = options;
      const { exportEvents } = await import("../../inbox/export-events.ts");
      const exported = named.length > 0 ? states.filter((state) => named.includes(state)) : states;
      await exportEvents(exported, { ...others, force, reveal, asDeliveries });
    });
}
