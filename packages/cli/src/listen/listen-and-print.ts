import { createReceiver, type Inbox, type Logger, type Receiver } from "@proto-webhooks/receiver";
import { ListenError, type Listening, listen } from "@proto-webhooks/receiver/node";
import { eventTypes } from "@proto-webhooks/validators";
import { CliError } from "../cli-error.ts";
import { print, printJson, printNote } from "../print.ts";
import { takenMessage } from "../taken-message.ts";
import { openEvents, removeTemporary } from "./open-events.ts";
import { printWelcome } from "./print-welcome.ts";
import { type HandledEvent, showEvent } from "./show-event.ts";
import { showQuarantined } from "./show-quarantined.ts";
import { stopSignal } from "./stop-signal.ts";
import { tellQuarantined } from "./tell-quarantined.ts";

/** Where to listen, where to keep events, and how to print. */
export interface ListenSettings {
  port: number;
  host: string;
  json: boolean;
  /** The inbox's file or URL; undefined for one that is there for this run only. */
  inbox: string | undefined;
  /** Of an inbox on PostgreSQL. */
  schema: string | undefined;
  /** How many events are handled at once; undefined for the receiver's default. */
  concurrency: number | undefined;
}

/**
 * After a signal, how long senders and handlers may take to finish what they began, in milliseconds. Nobody waits longer
 * for Ctrl-C.
 */
const graceMs = 1_000;

/**
 * After a kill, how long the events that were being printed are held back from the next run, in milliseconds. Printing is
 * quick: a process that is silent for longer is gone, or its reader is stuck.
 */
const leaseMs = 5_000;

/** A reader that is behind for long is no failed attempt: a day. */
const attemptTimeoutMs = 86_400_000;

/** Receives and prints until the process is told to stop. */
export async function listenAndPrint(settings: ListenSettings): Promise<void> {
  const open = await openEvents(settings);
  const receiver = createPrinter(open.inbox, settings);
  const listening = await start(receiver, settings, open.arguments).catch(async (error) => {
    await receiver.close();
    removeTemporary(open);
    throw error;
  });
  const stopped = stopSignal();
  printWelcome(listening.url, open);
  await receiver.start();
  await stopped;
  printNote("Stopping: no more deliveries are taken.");
  await listening.close({ graceMs });
  // What a named file holds is printed by the next run. A temporary one is removed, and its events were answered with 200.
  if (open.temporaryFolder) await receiver.idle();
  await receiver.close({ graceMs });
  removeTemporary(open);
}

function createPrinter(store: Inbox, { json, concurrency }: ListenSettings): Receiver {
  const inbox = tellQuarantined(store, async (events) => {
    const shown = events.map(showQuarantined).join("\n");
    if (json) printNote(shown);
    else await print(shown);
  });
  const receiver = createReceiver({ inbox, logger, concurrency, leaseMs, attemptTimeoutMs });
  // The event is settled after this: a kill in between prints it twice, never not at all.
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

async function start(
  receiver: Receiver,
  { port, host }: ListenSettings,
  inboxArguments: string,
): Promise<Listening> {
  try {
    return await listen(receiver, { port, host, path: "/webhook" });
  } catch (error) {
    if (!(error instanceof ListenError)) throw error;
    if (error.code !== "port_taken") throw new CliError(error.message, { cause: error });
    const command = `proto-webhooks listen${inboxArguments}`;
    throw new CliError(takenMessage(port, host, error.nextFreePort, command), { cause: error });
  }
}
