import { Command, InvalidArgumentError } from "commander";

/** `proto-webhooks listen`: a receiver that prints what it handles. */
export function listenCommand(): Command {
  return new Command("listen")
    .description("Receive deliveries on /webhook and print each event that is handled.")
    .option("-p, --port <number>", "port to listen on; 0 takes any that is free", parsePort, 3000)
    .option("--host <address>", "address to listen on; 0.0.0.0 lets other machines in", "127.0.0.1")
    .option(
      "--inbox <file>",
      "SQLite file that keeps events until they are handled, and across runs",
      parseFile,
    )
    .option(
      "--concurrency <number>",
      "how many events are handled at once, each of another chat (default: 32)",
      parseConcurrency,
    )
    .option("--json", "print one line of JSON for each handled event, and nothing else, on stdout")
    .addHelpText(
      "after",
      `
An event is stored before its delivery is answered, and stays in the inbox until it is printed. After a crash, run it
again on the same file: it goes on with what is pending, each chat in order. What was being printed comes after a few
seconds, and may be printed twice. Several may share a file, on other ports: each event is printed by one of them.
Without --inbox, events are kept in a temporary file. Ctrl-C removes it; after a crash it is still there.

Stop it with Ctrl-C: it then takes no more deliveries, and exits with 0. What is pending stays in the inbox that you
named; of a temporary one, all is handled first.

With --json a line is {"receipt":…,"chat":…,"type":…,"event":…}: the id that the inbox gave the event, the id of
its chat, its type, and the event. What is refused or put into quarantine is told on stderr.

Examples:
  $ proto-webhooks listen
  $ proto-webhooks listen --port 8080 --json | jq .event.messages
  $ proto-webhooks listen --inbox proto.db --concurrency 4`,
    )
    .action(async ({ json = false, inbox, concurrency, ...address }: Options) => {
      // Loaded when needed: the other commands start without a receiver.
      const { listenAndPrint } = await import("../listen/listen-and-print.ts");
      await listenAndPrint({ ...address, json, inbox, concurrency });
    });
}

interface Options {
  port: number;
  host: string;
  inbox?: string;
  concurrency?: number;
  json?: boolean;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
}

function parseFile(text: string): string {
  // SQLite would take these for something else than a path.
  if (text !== "" && text !== ":memory:" && !text.startsWith("file:")) return text;
  throw new InvalidArgumentError("An inbox is the path of a file, such as proto.db.");
}

function parseConcurrency(text: string): number {
  const concurrency = Number(text);
  if (/^\d+$/.test(text) && concurrency >= 1 && concurrency <= 10_000) return concurrency;
  throw new InvalidArgumentError("A concurrency is a whole number from 1 to 10000.");
}
