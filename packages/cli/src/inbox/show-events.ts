import { exitCode } from "../exit-code.ts";
import { print, printError, printJson } from "../print.ts";
import { printable } from "../printable.ts";
import { describeEvent } from "./describe-event.ts";
import type { InboxOptions } from "./inbox-place.ts";
import { showWhole } from "./show-whole.ts";
import { withInbox } from "./with-inbox.ts";

/** How to show events. */
export interface ShowOptions extends InboxOptions {
  reveal: boolean;
  json: boolean;
}

/** Prints all that is known of some events, and sets the exit code. */
export async function showEvents(ids: readonly string[], options: ShowOptions): Promise<void> {
  const { reveal, json } = options;
  await withInbox(options, async (inbox) => {
    for (const id of ids) {
      const stored = await inbox.find(id);
      if (stored === undefined) {
        printError(notThere(id));
        process.exitCode = exitCode.no;
        continue;
      }
      const event = describeEvent(stored, reveal);
      await (json ? printJson(event) : print(showWhole(event)));
    }
  });
}

function notThere(id: string): string {
  return `there is no event ${printable(id)} in this inbox: it never was, or it was done or purged and is not kept`;
}
