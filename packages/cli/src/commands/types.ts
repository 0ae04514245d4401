import * as validators from "@proto-webhooks/validators";
import { Command } from "commander";
import { print, printJson } from "../print.ts";
import { style } from "../style.ts";

const { eventTypes, messageTypes, buttonTypes, authorTypes, mediaTypes, sendMessageTypes } = validators;

const named: Record<string, readonly string[]> = {
  events: eventTypes,
  messages: messageTypes,
  buttons: buttonTypes,
  authors: authorTypes,
  media: mediaTypes,
};

/** What has a name above, and what only the Messaging API has. */
const seen: readonly unknown[] = [...Object.values(named), sendMessageTypes];

/** An enum that came into the spec later is a group too, called as its tuple is: `Pace` as `paces`. */
const others = Object.entries<unknown>(validators).filter(isOther);

const groups: Record<string, readonly string[]> = { ...named, ...Object.fromEntries(others) };

function isOther(entry: [name: string, value: unknown]): entry is [string, readonly string[]] {
  return Array.isArray(entry[1]) && !seen.includes(entry[1]);
}

/** `proto-webhooks types`: the types that the spec lists. */
export function typesCommand(): Command {
  return new Command("types")
    .description(
      "List the known types of events, messages, buttons, authors and media, and all other lists of the spec.",
    )
    .option("--json", "print one JSON object, with an array for each group")
    .addHelpText(
      "after",
      `
Any other type is unrecognized: a receiver takes it, and has a handler of its own for it.

Examples:
  $ proto-webhooks types
  $ proto-webhooks types --json`,
    )
    .action((options: { json?: true }) => (options.json ? printJson(groups) : printGroups()));
}

async function printGroups(): Promise<void> {
  for (const [name, types] of Object.entries(groups)) {
    await print(style("bold", name));
    for (const type of types) await print(`  ${type}`);
  }
}
