import type { Receipt } from "@proto-webhooks/receiver";
import type { KnownEvent, Message, UnrecognizedEvent } from "@proto-webhooks/types";
import { messageTypes } from "@proto-webhooks/validators";
import { printable } from "../printable.ts";
import { style } from "../style.ts";

/** An event in its handler. */
export interface HandledEvent {
  receipt: Receipt;
  event: KnownEvent | UnrecognizedEvent;
}

/** More of a message's data than this, in characters, is left out. */
const longest = 200;

/** An event as lines for a person: its type and chat, and a line for each message. */
export function showEvent({ receipt, event }: HandledEvent): string {
  const type = printable(event.type);
  const head = `${style("bold", type)}  chat ${printable(event.chat.id)}  ${style("dim", receipt.id)}`;
  if (!("messages" in event))
    return `${head}\n  ${style("yellow", "an event type that the spec does not list")}`;
  return [head, ...event.messages.map(showMessage)].join("\n");
}

function showMessage({ type, author, data }: Message): string {
  const known = (messageTypes as readonly string[]).includes(type);
  const kind = known ? type : style("yellow", `${printable(type)} (unrecognized)`);
  const who = `${printable(author.name)} (${printable(author.type)})`;
  return data == null ? `  ${who}  ${kind}` : `  ${who}  ${kind}: ${short(dataText(data))}`;
}

/** The text of a message that has one, or its data as JSON: so every type that the spec may get can be shown. */
function dataText(data: unknown): string {
  if (typeof data === "object" && data !== null && "text" in data && typeof data.text === "string")
    return data.text;
  return JSON.stringify(data);
}

function short(text: string): string {
  return printable(text.length > longest ? `${text.slice(0, longest)}…` : text);
}
