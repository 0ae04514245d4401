import type { Clickable } from "./clickable.ts";

/** A click that the human cannot make. Its message has the list of what can be clicked, the newest first. */
export class ClickError extends Error {
  override readonly name = "ClickError";
  /** The titles that can be clicked; or, when one had to be chosen, those among which. */
  readonly titles: readonly string[];

  constructor(why: string, clickables: readonly Clickable[]) {
    const list = clickables.map(({ title, what }) => `- ${JSON.stringify(title)}: ${what}`);
    super([why, ...(list.length > 0 ? ["Clickable:", ...list] : ["Nothing is clickable."])].join("\n"));
    this.titles = clickables.map(({ title }) => title);
  }
}
