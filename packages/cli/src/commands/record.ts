import { Command, InvalidArgumentError } from "commander";
import { CliError } from "../cli-error.ts";
import { parsePort } from "./parse-number.ts";
import { parseUrl } from "./parse-url.ts";

/** `proto-webhooks record`: a proxy that keeps the deliveries which it forwards. */
export function recordCommand(): Command {
  return new Command("record")
    .description("Forward deliveries to a receiver, and keep them in a file that can be replayed.")
    .requiredOption("--to <url>", "where they go on to, such as http://127.0.0.1:3000/webhook", parseUrl)
    .option("-p, --port <number>", "port to listen on; 0 takes any that is free", parsePort, 4020)
    .option("--host <address>", "address to listen on; 0.0.0.0 lets other machines in", "127.0.0.1")
    .option("-o, --out <file>", "file to keep them in, a new one", "recording.jsonl")
    .option("--append", "add to the file when it is there")
    .option("--redact", "replace tokens, ids, names, email addresses and phone numbers")
    .option("--timeout <seconds>", "how long the receiver may take to answer", parseSeconds, 30)
    .option("--json", "print one line of JSON for each delivery, and nothing else, on stdout")
    .addHelpText("after", help)
    .action(async ({ append = false, redact = false, json = false, timeout, ...rest }: Options) => {
      if (append && redact) {
        throw new CliError(
          "--append does not go with --redact: what was replaced by what is forgotten when a run ends. Name a new file",
        );
      }
      // Loaded when needed: the other commands start without it.
      const { recordTo } = await import("../record/record-to.ts");
      await recordTo({ ...rest, append, redact, json, timeoutMs: timeout * 1_000 });
    });
}

const help = `
Have Proto call the recorder, on any path, instead of your receiver. Each POST goes on as it came, byte for byte and with
its headers, and its sender gets the receiver's answer: 502 when there is none, 504 when it takes too long, 413 for more
than 1 MiB, which is not forwarded.

The file is a trace, which proto-webhooks send and replay of @proto-webhooks/mock-sender send again: JSON Lines, a
header, then a line for each delivery with its body and outcome, in the order in which they were answered. A line is
written before its sender is answered. After a kill the last one may be torn; --append removes it. No headers are kept,
and the file is readable for you only; but bodies hold tokens, and what people wrote.

--redact replaces each token, id, name of a human, email address and phone number by another value: the same by the
same over the whole recording, also in texts, and in unknown properties that are named like one. What fits the spec
still does. What else a text says stays, and so does a value that stood in a text before any property told what it is.
Bodies that are not JSON are forwarded and not recorded then, and answers are kept without their bodies.

With --json a line is {"delivery":…,"status":…,"error":…,"durationMs":…,"bytes":…,"unwritten":…}: which delivery of the
file it is, the receiver's status or why there was none, and why it was not recorded: null, compressed, not_json or
failed.

Exit codes:
  0  stopped by Ctrl-C; the summary is on stderr
  2  wrong usage, the port or the file cannot be had, or some delivery could not be written

Examples:
  $ proto-webhooks record --to http://127.0.0.1:3000/webhook
  $ proto-webhooks record --port 8080 --to https://bot.example.com/webhook --out monday.jsonl --redact
  $ proto-webhooks record --to http://127.0.0.1:3000/webhook --out monday.jsonl --append --json`;

interface Options {
  to: URL;
  port: number;
  host: string;
  out: string;
  timeout: number;
  append?: boolean;
  redact?: boolean;
  json?: boolean;
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && seconds >= 0.001 && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError("A timeout is a number of seconds from 0.001 to 86400.");
}
