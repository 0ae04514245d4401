import { Command, InvalidArgumentError } from "commander";

/** `proto-webhooks send`: delivers what a type or a file says to a receiver. */
export function sendCommand(): Command {
  return new Command("send")
    .description("Send a delivery of a type, or those in a file, to a receiver.")
    .argument(
      "<type|file>",
      "a known type, such as text or button:url, or a file of JSON or JSON Lines; - is stdin",
    )
    .requiredOption(
      "--to <url>",
      "where the receiver takes deliveries, such as http://127.0.0.1:3000/webhook",
      parseUrl,
    )
    .option("--json", "print one line of JSON for each delivery, and nothing else, on stdout")
    .addHelpText(
      "after",
      `
A type is one of an event, a message or a button; proto-webhooks types lists them. Where a name is more than one of
these, such as text, the first is meant; to say which, write event:…, message:… or button:…. What else the delivery
needs is taken from the examples of the spec.
A file is sent as it is, byte for byte, valid or not; of JSON Lines each line is a delivery of its own.

With --json a line is {"file":…,"line":…,"type":…,"status":…,"durationMs":…}; file and line are null for a type,
and type is null for a file.

Exit codes:
  0  every answer was 200
  1  some answer was not
  2  wrong usage, an unreadable file, or no answer at all; nothing more is sent then

Examples:
  $ proto-webhooks send carousel --to http://127.0.0.1:3000/webhook
  $ proto-webhooks send button:postback --to http://127.0.0.1:3000/webhook
  $ proto-webhooks send log.jsonl --to http://127.0.0.1:3000/webhook
  $ proto-webhooks send ./text --to http://127.0.0.1:3000/webhook   (a file that is named like a type)`,
    )
    .action(async (what: string, options: { to: URL; json?: true }) => {
      // Loaded when needed: the other commands start without a mock.
      const { sendTo } = await import("../send/send-to.ts");
      await sendTo(options.to, what, options.json ?? false);
    });
}

function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new InvalidArgumentError(
      "It must begin with http:// or https://, as in http://127.0.0.1:3000/webhook.",
    );
  }
  if (url.username || url.password)
    throw new InvalidArgumentError("Leave out the user name and the password.");
  return url;
}
