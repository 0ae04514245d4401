import example from "@proto-webhooks/spec/examples/text.json" with { type: "json" };
import { plural } from "../plural.ts";
import { printNote } from "../print.ts";
import { quoted } from "../quoted.ts";
import { style } from "../style.ts";
import type { OpenEvents } from "./open-events.ts";

/** Says on stderr where deliveries go, where they are kept, and how to try it; stdout is for events. */
export function printWelcome(url: string, events: OpenEvents): void {
  printNote(`Listening on ${style("bold", url, process.stderr)}
${keptWhere(events)}
Try it from another terminal:
  proto-webhooks send text --to ${url}
  curl -i ${url} -H 'content-type: application/json' -d ${quoted(JSON.stringify(example))}
Stop it with Ctrl-C.`);
}

function keptWhere({ shown, pending, temporaryFolder }: OpenEvents): string {
  if (temporaryFolder) return `Events are kept in ${shown}, which Ctrl-C removes; --inbox FILE keeps them.`;
  return `Events are kept in ${shown}: ${plural(pending, "event")} pending.`;
}
