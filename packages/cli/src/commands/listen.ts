import { Command } from "commander";
import { parsePort, wholeNumber } from "./parse-number.ts";

/** `proto-webhooks listen`: a receiver that prints what it handles. */
export function listenCommand(): Command {
  return new Command("listen")
    .description("Receive deliveries on /webhook and print each event that is handled.")
    .option("-p, --port <number>", "port to listen on; 0 takes any that is free", parsePort, 3000)
    .option("--host <address>", "address to listen on; 0.0.0.0 lets other machines in", "127.0.0.1")
    .option(
      "--inbox <file|url>",
      "SQLite file, or postgresql://…, that keeps events until they are handled, and across runs",
    )
    .option("--schema <name>", "schema of the inbox on PostgreSQL (default: proto_webhooks)")
    .option(
      "--concurrency <number>",
      "how many events are handled at once, each of another chat (default: 32)",
      wholeNumber("A concurrency", 1, 10_000),
    )
    .option("--json", "print one line of JSON for each handled event, and nothing else, on stdout")
    .addHelpText(
      "after",
      `
An event is stored before its delivery is answered, and stays in the inbox until it is printed. After a crash, run it
again on the same file: it goes on with what is pending, each chat in order. What was being printed comes after a few
seconds, and may be printed twice. Several may share an inbox, on other ports: each event is printed by one of them.
What is printed is handled, and comes to nobody else: to look into the inbox of another program, use
proto-webhooks inbox. Leave the password out of a URL, as others can read it in the list of processes: put it into
PGPASSWORD or ~/.pgpass.
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
    .action(async ({ json = false, inbox, schema, concurrency, ...address }: Options) => {
      // Loaded when needed: the other commands start without a receiver.
      const { listenAndPrint } = await import("../listen/listen-and-print.ts");
      await listenAndPrint({ ...address, json, inbox, schema, concurrency });
    });
}

interface Options {
  port: number;
  host: string;
  inbox?: string;
  schema?: string;
  concurrency?: number;
  json?: boolean;
}
