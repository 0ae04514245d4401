import { Command } from "commander";
import type { MockSettings } from "../mock/mock-settings.ts";
import { parsePort, wholeNumber } from "./parse-number.ts";
import { parseUrl } from "./parse-url.ts";

/** `proto-webhooks mock`: mock Proto as a server. */
export function mockCommand(): Command {
  return new Command("mock")
    .description("Play Proto: answer its Messaging API, and deliver what follows to a receiver.")
    .option("-p, --port <number>", "port to listen on; 0 takes any that is free", parsePort, 4010)
    .option("--host <address>", "address to listen on; whoever reaches it controls the mock", "127.0.0.1")
    .option(
      "--deliver-to <url>",
      "where the receiver takes deliveries; without it they are only recorded",
      parseUrl,
    )
    .option("--token <token>", "the X-PROTO-TOKEN that calls must have (default: any, but not none)")
    .option("--channel <id>", "the only channel that there is (default: every channel exists)")
    .option("--sender <file>", "a scenario; deliveries are sent as its sender does, faults included")
    .option(
      "--seed <number>",
      "decides what the sender leaves to chance (default: the scenario's)",
      wholeNumber("A seed", 0, Number.MAX_SAFE_INTEGER),
    )
    .option("--json", "print one line of JSON for each delivery, and nothing else, on stdout")
    .addHelpText(
      "after",
      `
Your program calls the Messaging API at http://127.0.0.1:4010/webhook instead of https://gw.proto.cx/webhook. Until it
is told otherwise, Proto's bot answers each text with "You said: …". The endpoints under /_mock play the bot, agents and
humans, run scenarios, reset, and tell what happened; GET /_mock/openapi.json describes them.

A line is printed for each delivery: the answer, and what it holds, without a word of what was said. With --json it is
{"status":…,"error":…,"durationMs":…,"body":…}: status is null when there was no answer, error says why, body is exactly
what was sent.

Stop it with Ctrl-C: it then takes no more calls, delivers what was said, and exits with 0.

Examples:
  $ proto-webhooks mock --deliver-to http://127.0.0.1:3000/webhook
  $ proto-webhooks mock --port 8080 --token s3cret --channel channel_1
  $ proto-webhooks mock --deliver-to http://127.0.0.1:3000/webhook --sender flaky.json --seed 7
  $ proto-webhooks mock --deliver-to http://127.0.0.1:3000/webhook --json | jq .status`,
    )
    .action(async ({ json = false, ...options }: Options) => {
      // Loaded when needed: the other commands start without a mock.
      const { runMock } = await import("../mock/run-mock.ts");
      await runMock({ ...options, json });
    });
}

type Options = Omit<MockSettings, "json"> & { json?: boolean };
