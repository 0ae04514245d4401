import { closest, distance } from "fastest-levenshtein";
import { ClickError } from "./click-error.ts";
import { type Click, type Clickable, clickablesOf, seenQuickReplies } from "./clickable.ts";
import type { TranscriptEntry } from "./transcript.ts";

/**
 * Finds what a click on a title does. The newest message that has something of this title counts.
 *
 * @throws {ClickError} when nothing has this title, when the message has it on several cards that do different things,
 *   when what has it has nothing to send or open, or when what it does is not known.
 */
export function findClick(entries: readonly TranscriptEntry[], title: string, card?: string): Click {
  const messages = clickablesOf(entries);
  const isMeant = (one: Clickable) => one.title === title && (card === undefined || one.card === card);
  const [first, ...others] = messages.map((message) => message.filter(isMeant)).find(isFilled) ?? [];
  if (!first) throw new ClickError(nothing(entries, messages.flat(), title, card), messages.flat());
  const same = JSON.stringify(first.click);
  if (others.some(({ click }) => JSON.stringify(click) !== same)) {
    const why = `${nameOf(title, card)} is there ${others.length + 1} times in one message, and each does something else: name its card, as in clicks(title, { card }).`;
    throw new ClickError(why, [first, ...others]);
  }
  if (first.click) return first.click;
  const why = first.unknown ? `cannot be clicked: ${first.unknown}` : "has nothing to send or to open.";
  throw new ClickError(`${nameOf(title, card)} ${why}`, [first]);
}

function nothing(
  entries: readonly TranscriptEntry[],
  all: readonly Clickable[],
  title: string,
  card: string | undefined,
): string {
  if (card === undefined && seenQuickReplies(entries).includes(title)) {
    return `${nameOf(title, card)} was a quick reply: those can be clicked only while nothing was said after them.`;
  }
  const titles = all.map((one) => one.title);
  const meant = titles.includes(title) ? undefined : mostLike(title, titles);
  const hint = meant === undefined ? "." : `; did you mean ${JSON.stringify(meant)}?`;
  return `${nameOf(title, card)} cannot be clicked${hint}`;
}

function nameOf(title: string, card: string | undefined): string {
  return JSON.stringify(title) + (card === undefined ? "" : ` on a card ${JSON.stringify(card)}`);
}

/** The title that differs in letter case only, or in no more than a third of it. */
function mostLike(written: string, titles: readonly string[]): string | undefined {
  if (titles.length === 0) return undefined;
  const lower = titles.map((title) => title.toLowerCase());
  const found = closest(written.toLowerCase(), lower);
  const near = distance(written.toLowerCase(), found) <= Math.max(2, Math.floor(found.length / 3));
  return near ? titles[lower.indexOf(found)] : undefined;
}

function isFilled(list: readonly unknown[]): boolean {
  return list.length > 0;
}
