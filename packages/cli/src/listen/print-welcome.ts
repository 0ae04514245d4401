import example from "@proto-webhooks/spec/examples/text.json" with { type: "json" };
import { printNote } from "../print.ts";
import { style } from "../style.ts";

/** Says on stderr where deliveries go and how to try it; stdout is for events. */
export function printWelcome(url: string): void {
  printNote(`Listening on ${style("bold", url, process.stderr)}
Events live in memory only: what is not handled when this stops is lost.
Try it from another terminal:
  proto-webhooks send text --to ${url}
  curl -i ${url} -H 'content-type: application/json' -d ${quoted(JSON.stringify(example))}
Stop it with Ctrl-C.`);
}

/** A text as one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
