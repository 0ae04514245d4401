import { Command, InvalidArgumentError } from "commander";
import { type Assignment, parseAssignment } from "../send/assignment.ts";
import { parseCount } from "./parse-count.ts";
import { wholeNumber } from "./parse-number.ts";
import { parseUrl } from "./parse-url.ts";

/** `proto-webhooks send`: delivers what a type, an example or a file says to a receiver. */
export function sendCommand(): Command {
  return new Command("send")
    .description("Send deliveries of a type, an example, a file, a scenario or a trace to a receiver.")
    .argument(
      "<type|example|file>",
      "a known type, such as text or button:url, an example of the spec, such as batch, or a file; - is stdin",
    )
    .requiredOption(
      "--to <url>",
      "where the receiver takes deliveries, such as http://127.0.0.1:3000/webhook",
      parseUrl,
    )
    .option(
      "-n, --count <number>",
      "how many deliveries; or how many runs of a scenario or trace",
      parseCount,
    )
    .option("--rate <number>", "how many begin in a second, at most (default: as many as can)", parseRate)
    .option(
      "--concurrency <number>",
      "how many are under way at once (default: 1)",
      wholeNumber("A concurrency", 1, 10_000),
    )
    .option(
      "--seed <number>",
      "values for a type that differ each time, or another seed for a scenario",
      wholeNumber("A seed", 0, Number.MAX_SAFE_INTEGER),
    )
    .option("--set <path=value>", "set a value in each delivery; may be repeated", collect, [])
    .option("--json", "print JSON, and nothing else, on stdout")
    .addHelpText("after", help)
    .action(async (what: string, { set, json = false, ...rest }: Options) => {
      // Loaded when needed: the other commands start without a mock.
      const { sendTo } = await import("../send/send-to.ts");
      const { to, count, rate, concurrency, seed } = rest;
      await sendTo({ what, to, json, count, rate, concurrency, seed, assignments: set });
    });
}

const help = `
A type is one of an event, a message or a button; proto-webhooks types lists them. Where a name is more than one of
these, such as text, the first is meant; to say which, write event:…, message:…, button:… or example:…. What else the
delivery needs is taken from the examples of the spec; with --seed all of it is made up, each time anew.
A file is sent as it is, byte for byte, valid or not; of JSON Lines each line is a delivery of its own.
A scenario or a trace, such as record writes, is known by its "format". It is sent as its sender did, with pauses, retries
and broken connections. With --rate, --concurrency or --set only the bodies of a trace are sent, if it has no faults.

--count repeats from the first one on. Each run of a scenario has the next seed.
--set takes JSON, or else a text: events[0].chat.id=chat_7, or /events/0/chat/id=chat_7. Only the last name of a path may
be new. What it is set in is written anew, and no longer byte for byte.

Each delivery prints a line. With --count, --rate or --concurrency there is a progress bar instead; after several
deliveries it prints how long answers took, and how many there were of each status.
With --json a line is {"file":…,"line":…,"type":…,"status":…,"durationMs":…}: file and line are null for a type or
example, type is null for a file. That of a scenario or trace has "delivery", its name, "error" and "lost", too.
With --count, --rate or --concurrency there is one line, {"sent":…,"seconds":…,"perSecond":…,"answers":{"200":…},
"latencyMs":{"p50":…,"p90":…,"p95":…,"p99":…,"max":…}}.

Exit codes:
  0    every answer was 200
  1    some answer was not
  2    wrong usage, an unreadable file, or no answer at all; nothing more is sent then
  130  stopped by Ctrl-C

Examples:
  $ proto-webhooks send carousel --to http://127.0.0.1:3000/webhook
  $ proto-webhooks send button:postback --to http://127.0.0.1:3000/webhook
  $ proto-webhooks send batch --to http://127.0.0.1:3000/webhook --set events[0].chat.id=chat_7
  $ proto-webhooks send text --to http://127.0.0.1:3000/webhook --count 10000 --concurrency 32 --seed 7
  $ proto-webhooks send log.jsonl --to http://127.0.0.1:3000/webhook --rate 50
  $ proto-webhooks send flaky.json --to http://127.0.0.1:3000/webhook --seed 7   (a scenario)
  $ proto-webhooks send ./text --to http://127.0.0.1:3000/webhook   (a file that is named like a type)`;

interface Options {
  to: URL;
  count?: number;
  rate?: number;
  concurrency?: number;
  seed?: number;
  set: Assignment[];
  json?: boolean;
}

function parseRate(text: string): number {
  const rate = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && rate >= 0.001 && rate <= 1_000_000) return rate;
  throw new InvalidArgumentError("A rate is a number of deliveries a second, from 0.001 to 1000000.");
}

function collect(text: string, before: Assignment[]): Assignment[] {
  return [...before, parseAssignment(text)];
}
