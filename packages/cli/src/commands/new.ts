import { Argument, Command } from "commander";
import { kinds } from "../new/kind.ts";

/** `proto-webhooks new`: writes the beginning of a type into the spec of a checkout. */
export function newCommand(): Command {
  return new Command("new")
    .description("Begin a new type in a checkout of the spec: its schema, its example and its cases.")
    .addArgument(new Argument("<kind>", "what it is of").choices(Object.keys(kinds)))
    .argument("<name>", "its type as Proto sends it, such as chat_started")
    .option("--spec <folder>", "the folder of the spec (default: spec, here or in a folder above)")
    .addHelpText(
      "after",
      `
All of it is written, or nothing. What is written is a spec without a mistake, and all of it is marked as inferred:
say in it what Proto really sends, and run npx -y pnpm@12 generate. Nothing else has to be edited.

Examples:
  $ proto-webhooks new event chat_started
  $ proto-webhooks new message voice_note
  $ proto-webhooks new button phone --spec ../proto-webhooks/spec`,
    )
    .action(async (kind: keyof typeof kinds, name: string, options: { spec?: string }) => {
      // Loaded when needed: the other commands start without it.
      const { newType } = await import("../new/new-type.ts");
      await newType(kind, name, options.spec);
    });
}
