import type { EventState, Inbox } from "@proto-webhooks/receiver";
import { CliError } from "../cli-error.ts";
import { print, printJson, printNote } from "../print.ts";
import { quoted } from "../quoted.ts";
import { describeEvent } from "./describe-event.ts";
import { eventsOf } from "./events-of.ts";
import type { InboxOptions, InboxPlace } from "./inbox-place.ts";
import { showLine } from "./show-line.ts";
import { withInbox } from "./with-inbox.ts";

/** Which events to list, and how. */
export interface ListOptions extends InboxOptions {
  chat?: string | undefined;
  after?: string | undefined;
  /** The most events of a state. Default: 50, a screen more or less. */
  limit?: number | undefined;
  reveal: boolean;
  json: boolean;
}

/** Prints the first events of each state, and how to get at the next ones. */
export async function listEvents(states: readonly EventState[], options: ListOptions): Promise<void> {
  if (options.after !== undefined && states.length !== 1) {
    throw new CliError("--after goes on with the list of one state: say which");
  }
  await withInbox(options, async (inbox, place) => {
    for (const state of states) await listState(inbox, place, state, options);
  });
}

async function listState(
  inbox: Inbox,
  place: InboxPlace,
  state: EventState,
  options: ListOptions,
): Promise<void> {
  const { limit = 50, reveal, json } = options;
  let listed = 0;
  let last = "";
  for await (const events of eventsOf(inbox, state, options)) {
    for (const stored of events) {
      if (listed === limit) return printNote(`More: ${nextCommand(place, state, last, options)}`);
      const event = describeEvent(stored, reveal);
      await (json ? printJson(event) : print(showLine(event)));
      listed++;
      last = event.id;
    }
  }
  if (listed === 0) printNote(nothing(state, options));
}

function nextCommand(place: InboxPlace, state: EventState, last: string, options: ListOptions): string {
  const { chat, limit, reveal, json } = options;
  const flags = [
    chat === undefined ? "" : ` --chat ${quoted(chat)}`,
    limit === undefined ? "" : ` --limit ${limit}`,
    reveal ? " --reveal" : "",
    json ? " --json" : "",
  ];
  return `proto-webhooks inbox list ${state} --after ${last}${flags.join("")}${place.arguments}`;
}

function nothing(state: EventState, { chat, after }: ListOptions): string {
  const where = [chat === undefined ? "" : " of this chat", after === undefined ? "" : " behind that one"];
  return `There are no ${state} events${where.join("")}.`;
}
