import type { EventState } from "@proto-webhooks/receiver";
import { Argument, Command } from "commander";
import { states } from "../../inbox/states.ts";
import { parseCount } from "../parse-count.ts";
import { type WhichInbox, whichInbox } from "./which-inbox.ts";

interface Options extends WhichInbox {
  chat?: string;
  limit?: number;
  after?: string;
  reveal?: boolean;
  json?: boolean;
}

/** `proto-webhooks inbox list`: a line for each event of a state. */
export function listCommand(): Command {
  return whichInbox(new Command("list"))
    .description("List the events of some states, a line for each, the oldest first.")
    .addArgument(new Argument("[state...]", "by default dead and quarantined").choices(states))
    .option("--chat <id>", "only the events of this chat")
    .option("--limit <number>", "the most events of each state (default: 50)", parseCount)
    .option("--after <id>", "go on behind the event with this id")
    .option("--reveal", "show what the events say: names, texts, tokens")
    .option("--json", "print one line of JSON for each event, and nothing else, on stdout")
    .addHelpText(
      "after",
      `
A line has the event's id, when it was committed, its state, type and chat; then how many attempts were made, the name of
the last one's error, when it is tried next; of what is quarantined, the places that do not fit the spec; and the
event that said the same before, if any.

With --json a line is {"id":…,"state":…,"kind":…,"type":…,"chat":…,"sequence":…,"time":…,"attempts":…,"lastError":…,
"settled":…,"waits":…,"suspectedDuplicateOf":…,"traceparent":…,"issues":[…],"bytes":…}. What is not known is null, as is
the type of an event that the spec does not list. --reveal adds "fingerprint" and "json", the exact text of the event.

Examples:
  $ proto-webhooks inbox list --inbox proto.db
  $ proto-webhooks inbox list pending --chat chat_58c1e0 --inbox proto.db
  $ proto-webhooks inbox list dead --json --inbox proto.db | jq -r .lastError | sort | uniq -c`,
    )
    .action(async (named: EventState[], { json = false, reveal = false, ...options }: Options) => {
      const { listEvents } = await import("../../inbox/list-events.ts");
      const listed = named.length > 0 ? states.filter((state) => named.includes(state)) : byDefault;
      await listEvents(listed, { ...options, json, reveal });
    });
}

/** What may need somebody. */
const byDefault: readonly EventState[] = ["dead", "quarantined"];
