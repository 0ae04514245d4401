import { readFileSync, writeFileSync } from "node:fs";

const path = new URL("../../../docs/guides/duplicates.md", import.meta.url);
const [begin, end] = ["<!-- measured -->\n\n", "\n\n<!-- /measured -->"];

/** The figures that the guide shows. */
export function shownFigures(): string {
  const { from, to, text } = guide();
  return text.slice(from, to);
}

/** Puts these figures into the guide. */
export function showFigures(figures: string): void {
  const { from, to, text } = guide();
  writeFileSync(path, text.slice(0, from) + figures + text.slice(to));
}

function guide(): { from: number; to: number; text: string } {
  const text = readFileSync(path, "utf8");
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path.pathname} has no place for what is measured.`);
  return { from: from + begin.length, to, text };
}
