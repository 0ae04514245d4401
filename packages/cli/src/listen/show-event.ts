import type { Receipt } from "@proto-webhooks/receiver";
import type { KnownEvent, Message, UnrecognizedEvent } from "@proto-webhooks/types";
import { eventTypes, messageTypes } from "@proto-webhooks/validators";
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
  const head = `${showType(event.type, eventTypes)}  chat ${printable(event.chat.id)}  ${style("dim", receipt.id)}`;
  // What an unrecognized event holds was not validated: its messages may be anything.
  const hasMessages = isListed(event.type, eventTypes) && "messages" in event;
  return hasMessages ? [head, ...event.messages.map(showMessage)].join("\n") : head;
}

function isListed(type: string, listed: readonly string[]): boolean {
  return listed.includes(type);
}

function showType(type: string, listed: readonly string[]): string {
  return isListed(type, listed) ? style("bold", type) : style("yellow", `${printable(type)} (unrecognized)`);
}

function showMessage({ type, author, data }: Message): string {
  const head = `  ${printable(author.name)} (${printable(author.type)})  ${showType(type, messageTypes)}`;
  return data == null ? head : `${head}: ${short(dataText(data))}`;
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
