import type { EventState, Inbox, Progress } from "@proto-webhooks/receiver";
import { CliError } from "../cli-error.ts";
import { exitCode } from "../exit-code.ts";
import { plural } from "../plural.ts";
import { print, printNote } from "../print.ts";
import { describeEvent } from "./describe-event.ts";
import { eventsOf } from "./events-of.ts";
import type { InboxOptions } from "./inbox-place.ts";
import { longWork, type WorkControl } from "./long-work.ts";
import { newFile } from "./new-file.ts";
import { withInbox } from "./with-inbox.ts";

/** Which events to export, how, and where to. */
export interface ExportOptions extends InboxOptions {
  chat?: string | undefined;
  /** A file; undefined for stdout. */
  output?: string | undefined;
  /** Replaces the file that is there. */
  force: boolean;
  reveal: boolean;
  /** Each line is a delivery that can be sent again. */
  asDeliveries: boolean;
}

type Write = (text: string) => Promise<void>;

/** Writes events as JSON Lines, state by state, and sets the exit code. */
export async function exportEvents(states: readonly EventState[], options: ExportOptions): Promise<void> {
  const { output, force, reveal, asDeliveries } = options;
  if (asDeliveries && !reveal) {
    throw new CliError("a delivery holds all that its event says: ask for it with --reveal --as-deliveries");
  }
  await withInbox(options, async (inbox) => {
    const file = output === undefined ? undefined : newFile(output, force);
    const write: Write = file ? (text) => file.write(text) : (text) => print(text.slice(0, -1));
    // Lines that run over the screen leave no place for a bar.
    const isShown = file !== undefined || !process.stdout.isTTY;
    const total = options.chat === undefined ? await countAll(inbox, states) : undefined;
    const end = await longWork({ label: "Exporting events", total, isShown }, (control) =>
      exportAll(inbox, states, options, write, control),
    );
    const exported = plural(end.progress.changed, "event");
    if (end.error !== undefined) throw end.error;
    if (end.isStopped) {
      printNote(`Stopped after ${exported}${file ? "; no file was written" : ""}.`);
      process.exitCode = exitCode.stopped;
      return;
    }
    file?.finish();
    if (file) printNote(`${exported} written to ${file.shown}.`);
  });
}

async function exportAll(
  inbox: Inbox,
  states: readonly EventState[],
  { chat, reveal, asDeliveries }: ExportOptions,
  write: Write,
  { signal, onProgress }: WorkControl,
): Promise<Progress> {
  let count = 0;
  for (const state of states) {
    for await (const events of eventsOf(inbox, state, { chat })) {
      signal.throwIfAborted();
      for (const event of events) {
        await write(
          asDeliveries
            ? `{"events":[${oneLine(event.json)}]}\n`
            : `${JSON.stringify(describeEvent(event, reveal))}\n`,
        );
      }
      count += events.length;
      onProgress({ seen: count, changed: count });
    }
  }
  return { seen: count, changed: count };
}

/** JSON may have line breaks between its values only, where a space says the same. */
function oneLine(json: string): string {
  return json.replace(/[\r\n]/g, " ");
}

async function countAll(inbox: Inbox, states: readonly EventState[]): Promise<number> {
  const { pending, kept } = await inbox.stats();
  const counts = { pending, ...kept };
  return states.reduce((sum, state) => sum + counts[state], 0);
}
