import example from "@proto-webhooks/spec/examples/text.json" with { type: "json" };
import { plural } from "../plural.ts";
import { printNote } from "../print.ts";
import { quoted } from "../quoted.ts";
import { style } from "../style.ts";
import type { OpenInbox } from "./open-inbox.ts";

/** Says on stderr where deliveries go, where they are kept, and how to try it; stdout is for events. */
export function printWelcome(url: string, inbox: OpenInbox): void {
  printNote(`Listening on ${style("bold", url, process.stderr)}
${keptWhere(inbox)}
Try it from another terminal:
  proto-webhooks send text --to ${url}
  curl -i ${url} -H 'content-type: application/json' -d ${quoted(JSON.stringify(example))}
Stop it with Ctrl-C.`);
}

function keptWhere({ file, pending, temporaryFolder }: OpenInbox): string {
  if (temporaryFolder) return `Events are kept in ${file}, which Ctrl-C removes; --inbox FILE keeps them.`;
  return `Events are kept in ${file}: ${plural(pending, "event")} pending.`;
}
