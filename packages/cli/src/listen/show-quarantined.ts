import type { NewEvent } from "@proto-webhooks/receiver";
import { printable } from "../printable.ts";
import { style } from "../style.ts";

/** An event that does not fit the spec, as lines for a person: where it went, and what is wrong with it. */
export function showQuarantined({ issues, chat }: NewEvent): string {
  const of = chat === undefined ? "" : ` of chat ${printable(chat)}`;
  return [
    style("red", `✗ an event${of} does not fit the spec; it is in quarantine, not handled`),
    ...issues.map(({ pointer, message }) => `    ${printable(`${pointer}  ${message}`)}`),
  ].join("\n");
}
