import { authorTypes, buttonTypes, eventTypes, mediaTypes, messageTypes } from "@proto-webhooks/validators";
import { Command } from "commander";
import { print, printJson } from "../print.ts";
import { style } from "../style.ts";

const groups: Record<string, readonly string[]> = {
  events: eventTypes,
  messages: messageTypes,
  buttons: buttonTypes,
  authors: authorTypes,
  media: mediaTypes,
};

/** `proto-webhooks types`: the types that the spec lists. */
export function typesCommand(): Command {
  return new Command("types")
    .description("List the known types of events, messages, buttons, authors and media, from the spec.")
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
