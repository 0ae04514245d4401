import { createReceiver, type Logger, type Receiver, unsafeMemoryInbox } from "@proto-webhooks/receiver";
import { ListenError, type Listening, listen } from "@proto-webhooks/receiver/node";
import { eventTypes } from "@proto-webhooks/validators";
import { CliError } from "../cli-error.ts";
import { print, printJson, printNote } from "../print.ts";
import { printWelcome } from "./print-welcome.ts";
import { type HandledEvent, showEvent } from "./show-event.ts";
import { showQuarantined } from "./show-quarantined.ts";
import { stopSignal } from "./stop-signal.ts";
import { tellQuarantined } from "./tell-quarantined.ts";

/** Where to listen, and how to print. */
export interface ListenSettings {
  port: number;
  host: string;
  json: boolean;
}

/** After a signal, how long senders may take to finish what they began, in milliseconds. Nobody waits longer for Ctrl-C. */
const graceMs = 1_000;

/** Receives and prints until the process is told to stop. */
export async function listenAndPrint(settings: ListenSettings): Promise<void> {
  const receiver = createPrinter(settings.json);
  await receiver.start();
  const listening = await start(receiver, settings);
  const stopped = stopSignal();
  printWelcome(listening.url);
  await stopped;
  printNote("Stopping: no more deliveries are taken.");
  await listening.close({ graceMs });
  // They were answered with 200, and memory forgets them.
  await receiver.idle();
  await receiver.close();
}

function createPrinter(json: boolean): Receiver {
  const inbox = tellQuarantined(unsafeMemoryInbox(), async (events) => {
    const shown = events.map(showQuarantined).join("\n");
    if (json) printNote(shown);
    else await print(shown);
  });
  // One attempt: a line that could not be printed will not be printed later either.
  const receiver = createReceiver({ inbox, logger, attempts: 1 });
  const show = async ({ receipt, event }: HandledEvent): Promise<void> => {
    const line = { receipt: receipt.id, chat: event.chat.id, type: event.type, event };
    await (json ? printJson(line) : print(showEvent({ receipt, event })));
  };
  for (const type of eventTypes) receiver.on(type, show);
  receiver.onUnrecognizedEvent(show);
  return receiver;
}

/** What the receiver refuses, and what goes wrong: kinds and codes, no payloads. */
const logger: Logger = {
  warn(fields, message) {
    // Events in quarantine are printed in full.
    if (!("quarantined" in fields)) printNote(`${message}: ${JSON.stringify(fields)}`);
  },
  error: (fields, message) => printNote(`${message}: ${JSON.stringify(fields)}`),
};

async function start(receiver: Receiver, { port, host }: ListenSettings): Promise<Listening> {
  try {
    return await listen(receiver, { port, host, path: "/webhook" });
  } catch (error) {
    if (!(error instanceof ListenError)) throw error;
    throw new CliError(error.code === "port_taken" ? takenMessage(error) : error.message, { cause: error });
  }
}

function takenMessage({ port, host, nextFreePort }: ListenError): string {
  const taken = `port ${port} of ${host} is taken by another program`;
  if (nextFreePort === undefined) return `${taken}; choose another one with --port`;
  return `${taken}. The next free one is ${nextFreePort}:\n  proto-webhooks listen --port ${nextFreePort}`;
}
