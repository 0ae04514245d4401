/** Scripts that put no space between words: a value in them is found inside a longer text, too. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** A part of a text, and what replaces it. */
export interface Found {
  start: number;
  end: number;
  replacement: string;
}

/** How many characters of a value decide where it is looked for. */
const longestHead = 4;

/**
 * Values that have been replaced, to be found in texts again, as whole words and in any case. The time that a text takes
 * does not grow with the number of values.
 */
export class KnownValues {
  readonly #replacements = new Map<string, string>();
  /** The lengths of the values that begin so, the longest first. */
  readonly #lengths = new Map<string, number[]>();

  add(value: string, replacement: string): void {
    this.#replacements.set(value, replacement);
    const folded = fold(value);
    // Of those that differ in case only, the first one stands for spellings that are none of them.
    if (!this.#replacements.has(folded)) this.#replacements.set(folded, replacement);
    const head = folded.slice(0, longestHead);
    const lengths = this.#lengths.get(head) ?? [];
    if (lengths.includes(value.length)) return;
    this.#lengths.set(
      head,
      [...lengths, value.length].sort((one, other) => other - one),
    );
  }

  /** Where they stand in a text, from its begin; where several begin, the longest counts. */
  findIn(text: string): Found[] {
    const all: Found[] = [];
    if (this.#lengths.size === 0) return all;
    const folded = fold(text);
    for (let at = 0; at < text.length; at++) {
      const found = this.#findAt(text, folded, at);
      if (!found) continue;
      all.push(found);
      at = found.end - 1;
    }
    return all;
  }

  #findAt(text: string, folded: string, start: number): Found | undefined {
    if (!isEdge(text, start)) return undefined;
    for (let size = longestHead; size > 0; size--) {
      for (const length of this.#lengths.get(folded.slice(start, start + size)) ?? []) {
        const end = start + length;
        const replacement =
          this.#replacements.get(text.slice(start, end)) ?? this.#replacements.get(folded.slice(start, end));
        if (replacement !== undefined && isEdge(text, end)) return { start, end, replacement };
      }
    }
    return undefined;
  }
}

/** In lower case, but for letters that are longer then: places in the one are places in the other. */
function fold(text: string): string {
  return text.replace(/\p{Lu}/gu, (letter) => {
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  });
}

/** Whether no word goes on across a place. */
function isEdge(text: string, at: number): boolean {
  const [before = "", after = ""] = [text[at - 1], text[at]];
  const isInside = /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after);
  return !isInside || unspaced.test(before) || unspaced.test(after);
}
