import type { Card, KnownButton, KnownMessage, QuickReply, SendMessage } from "@proto-webhooks/types";
import type { ProtoEntry, TranscriptEntry } from "./transcript.ts";

/** What a click does: the app sends a message of the human, or it opens a URL and calls no API. */
export type Click = { readonly sends: SendMessage } | { readonly opens: string; readonly webview: boolean };

/** Something that the human can click. */
export interface Clickable {
  readonly title: string;
  /** What it is, in words: `postback button of the card "Basic plan"`. */
  readonly what: string;
  /** The title of its card, if it is on one. */
  readonly card?: string;
  /** Undefined when it lacks what it should send or open, which the spec allows; or when nobody says what that is. */
  readonly click: Click | undefined;
  /** Why there is no click, when it is not for the want of a value. */
  readonly unknown?: string;
}

/**
 * What the human can click in a chat, message by message, the newest first:
 *
 * - Quick replies, while their message is the last thing that was said in the chat, by whomever: apps show them under
 *   the last message, and take them away when the talk goes on.
 * - The buttons of all cards, and hyperlinks, however old: they stay where they are.
 *
 * A message whose delivery had no answer was never seen. One that was answered was, whatever the status; so was one that
 * is under way, for a receiver may click before it answers.
 */
export function clickablesOf(entries: readonly TranscriptEntry[]): Clickable[][] {
  return entries
    .map((entry) => (isSeen(entry) ? inMessage(entry.message, entry === entries.at(-1)) : []))
    .filter((found) => found.length > 0)
    .reverse();
}

/** The titles of all quick replies that the human saw, also of those that can be clicked no more. */
export function seenQuickReplies(entries: readonly TranscriptEntry[]): string[] {
  return entries.filter(isSeen).flatMap(({ message }) => quickRepliesOf(message).map(({ title }) => title));
}

function isSeen(entry: TranscriptEntry): entry is ProtoEntry {
  return typeof entry.outcome === "number" || entry.outcome === "pending";
}

function inMessage(message: KnownMessage, isLast: boolean): Clickable[] {
  if (message.type === "carousel") return message.data.cards.flatMap(onCard);
  if (message.type === "hyperlink") {
    const { label, url } = message.data;
    return [{ title: label, what: "hyperlink", click: { opens: url, webview: false } }];
  }
  return isLast ? quickRepliesOf(message).map(asClickable) : [];
}

function quickRepliesOf(message: KnownMessage): readonly QuickReply[] {
  return message.type === "text" ? (message.data.quickReplies ?? []) : [];
}

function asClickable({ title, text }: QuickReply): Clickable {
  return { title, what: "quick reply", click: { sends: textOf(text) } };
}

function onCard({ title: card, buttons }: Card): Clickable[] {
  return (buttons as KnownButton[]).map((button) => ({
    title: button.title,
    what: `${button.type} button of the card ${JSON.stringify(card)}`,
    card,
    ...clickOf(button),
  }));
}

/**
 * What a click does is told by Proto's page in words, and by no schema: so it stands here by hand for each type of button that
 * the page has. What a type does that was added later has to be written here when it is known; until then it cannot be
 * clicked, and all else knows it.
 */
function clickOf(button: KnownButton): Pick<Clickable, "click" | "unknown"> {
  switch (button.type) {
    case "text":
      return { click: isGiven(button.text) ? { sends: textOf(button.text) } : undefined };
    case "postback": {
      const { postbackData } = button;
      return {
        click: isGiven(postbackData) ? { sends: { type: "button", data: { postbackData } } } : undefined,
      };
    }
    case "url":
      return {
        click: isGiven(button.url) ? { opens: button.url, webview: button.isWebview ?? false } : undefined,
      };
    default: {
      // Of the types that are listed today none comes here.
      const { type } = button as KnownButton;
      return {
        click: undefined,
        unknown: `what a click on a button of type ${JSON.stringify(type)} does is not known. Say what follows yourself: chat.human.sends(…).`,
      };
    }
  }
}

function textOf(text: string): SendMessage {
  return { type: "text", data: { text } };
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
