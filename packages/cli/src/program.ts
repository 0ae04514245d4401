import { readFileSync } from "node:fs";
import { styleText } from "node:util";
import { Command } from "commander";
import { inboxCommand } from "./commands/inbox.ts";
import { listenCommand } from "./commands/listen.ts";
import { mockCommand } from "./commands/mock.ts";
import { newCommand } from "./commands/new.ts";
import { recordCommand } from "./commands/record.ts";
import { sendCommand } from "./commands/send.ts";
import { typesCommand } from "./commands/types.ts";
import { validateCommand } from "./commands/validate.ts";
import { errorWord } from "./print.ts";

/** The command `proto-webhooks`. It throws where Commander would exit: see {@link run}. */
export function createProgram(): Command {
  const program = new Command("proto-webhooks")
    .description("Validates, sends and receives the webhooks of Proto (https://docs.proto.cx).")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "show this help")
    .helpCommand("help [command]", "show the help of a command")
    .configureHelp({ styleTitle: (title) => styleText("bold", title, { validateStream: false }) })
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, errorWord())) })
    .showHelpAfterError("Run it with --help to see how it is used.")
    .exitOverride()
    .addHelpText(
      "after",
      `
Exit codes:
  0  done, and all is well
  1  done, and the answer is no: an invalid delivery, an answer other than 200, an event that is not there
  2  could not do it: wrong usage, an unreadable file, nobody there

Run proto-webhooks COMMAND --help for examples.`,
    );
  const commands = [
    validateCommand(),
    sendCommand(),
    listenCommand(),
    recordCommand(),
    mockCommand(),
    inboxCommand(),
    typesCommand(),
    newCommand(),
  ];
  for (const command of commands) program.addCommand(inherit(command, program));
  return program;
}

/** Has a command, and those below it, show help and mistakes as its parent does. */
function inherit(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const below of command.commands) inherit(below, command);
  return command;
}

function version(): string {
  const file = new URL("../package.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")).version;
}
