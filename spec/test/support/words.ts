import { createHash } from "node:crypto";

const windowLength = 6;

/** Each run of six words in a line, in lower case and without punctuation. */
export function windowsOf(line: string): string[] {
  const words = line.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  return words.slice(windowLength - 1).map((_, i) => words.slice(i, i + windowLength).join(" "));
}

/** Twelve hexadecimal digits that stand for a run of words, so that the text itself need not be kept here. */
export const digestOf = (words: string): string =>
  createHash("sha256").update(words).digest("hex").slice(0, 12);
