import { Command } from "commander";
import { type WhichInbox, whichInbox } from "./which-inbox.ts";

interface Options extends WhichInbox {
  reveal?: boolean;
  json?: boolean;
}

/** `proto-webhooks inbox show`: all that is known of some events. */
export function showCommand(): Command {
  return whichInbox(new Command("show"))
    .description("Show all that is known of events, by their ids.")
    .argument("<id...>", "as list prints them, or as a receipt's id in your logs")
    .option("--reveal", "show what the events say: names, texts, tokens")
    .option("--json", "print one line of JSON for each event, and nothing else, on stdout")
    .addHelpText(
      "after",
      `
With --reveal the event is shown as JSON with line breaks, for reading. With --json as well, "json" is its exact text, as it
came; the other fields are those of list --json.

Exit codes:
  0  all are there
  1  some are not: they never were, or they were done or purged and are not kept
  2  wrong usage, or the inbox cannot be used

Examples:
  $ proto-webhooks inbox show 7-c0ddb65da7c9 --inbox proto.db
  $ proto-webhooks inbox show 7-c0ddb65da7c9 --inbox proto.db --reveal --json | jq -r .json`,
    )
    .action(async (ids: string[], { json = false, reveal = false, ...options }: Options) => {
      const { showEvents } = await import("../../inbox/show-events.ts");
      await showEvents(ids, { ...options, json, reveal });
    });
}
