import { Command, InvalidArgumentError } from "commander";

/** `proto-webhooks listen`: a receiver that prints what it handles. */
export function listenCommand(): Command {
  return new Command("listen")
    .description("Receive deliveries on /webhook and print each event that is handled.")
    .option("-p, --port <number>", "port to listen on; 0 takes any that is free", parsePort, 3000)
    .option("--host <address>", "address to listen on; 0.0.0.0 lets other machines in", "127.0.0.1")
    .option("--json", "print one line of JSON for each handled event, and nothing else, on stdout")
    .addHelpText(
      "after",
      `
Events live in memory only, until they are handled. Stop it with Ctrl-C: it then takes no more deliveries,
handles those that it has, and exits with 0.

With --json a line is {"receipt":…,"chat":…,"type":…,"event":…}: the id that the inbox gave the event, the id of
its chat, its type, and the event. What is refused or put into quarantine is told on stderr.

Examples:
  $ proto-webhooks listen
  $ proto-webhooks listen --port 8080 --json | jq .event.messages`,
    )
    .action(async (options: { port: number; host: string; json?: true }) => {
      // Loaded when needed: the other commands start without a receiver.
      const { listenAndPrint } = await import("../listen/listen-and-print.ts");
      await listenAndPrint({ ...options, json: options.json ?? false });
    });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
}
