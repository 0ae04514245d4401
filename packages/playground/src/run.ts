import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createReceiver } from "@proto-webhooks/receiver";
import { listen } from "@proto-webhooks/receiver/node";
import { sqliteInbox } from "@proto-webhooks/receiver/sqlite";
import { type MadeCall, tellCalls } from "./calls.ts";
import type { Options } from "./options.ts";
import { perform } from "./perform.ts";
import type { Transcript } from "./transcript.ts";

/**
 * Starts the receiver, plays the conversation, and stays up until `stop` unless it is to play once.
 *
 * @returns the exit code: 0 when all was handled as expected, 1 otherwise.
 * @throws {ListenError} when the receiver cannot listen there.
 */
export async function run(options: Options, transcript: Transcript, stop: AbortSignal): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "proto-webhooks-"));
  try {
    return await play(options, join(folder, "inbox.db"), transcript, stop);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function play(
  options: Options,
  file: string,
  transcript: Transcript,
  stop: AbortSignal,
): Promise<number> {
  const made: MadeCall[] = [];
  let live = false;
  const log = (fields: object, message: string) => transcript.failed(`${message}: ${JSON.stringify(fields)}`);
  // One attempt: what goes wrong is to be seen at once, and once.
  const receiver = createReceiver({
    inbox: sqliteInbox(file),
    logger: { warn: log, error: log },
    attempts: 1,
  });
  tellCalls(receiver, (call) => {
    made.push(call);
    if (live) transcript.handled(call);
  });
  const server = await listen(receiver, { host: options.host, port: options.port });
  await receiver.start();
  transcript.line(`The receiver is at ${server.url}. Its inbox is an SQLite file.`);

  const { deliveries, calls, problems } = await perform(server.url, receiver, made, transcript);
  if (problems.length === 0) {
    transcript.passed(
      `${deliveries} deliveries, each answered 200; ${calls} calls of handlers, as expected.`,
    );
  } else {
    transcript.line();
    transcript.failed(`Not all was handled as expected: ${problems.length} ✗ above.`);
  }
  if (!options.once && !stop.aborted) {
    live = true;
    transcript.line(`\nThe receiver stays up. Try it by hand, or press Ctrl-C:\n`);
    transcript.line(`  ${curl(server.url)}\n`);
    await stopped(stop);
  }
  await Promise.all([server.close({ graceMs: 1_000 }), receiver.close({ graceMs: 1_000 })]);
  return problems.length === 0 ? 0 : 1;
}

function curl(url: string): string {
  return `curl -i ${url} -H 'content-type: application/json' -d @spec/examples/text.json`;
}

function stopped(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener("abort", () => resolve(), { once: true });
  });
}
