import { type Kind, kindOfKey } from "./kind-of-key.ts";
import type { Found } from "./known-values.ts";
import type { Replacements } from "./replacements.ts";

/** Of a URL's query, of a form or of a log: `token=…`. */
const assignment = /(?<![\w.-])([\w.-]{1,64})(=|%3D)([^\s&#"'<>;,]+)/g;

/** What a value looks like that nothing else tells of. All begin at the edge of a word: a long text costs no more. */
const patterns: readonly (readonly [Kind, RegExp])[] = [
  // https://user:password@host
  ["token", /(?<=:\/\/)[^/\s@]+(?=@)/g],
  ["email", /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu],
  ["token", /(?<=\bbearer )[\w.~+/=-]{6,}/gi],
  // As long and as mixed as a key: nobody writes such words.
  ["token", /(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{20,}(?:\.[\w-]+)*/g],
  // With a country code, with a leading 0, or of nine digits; a date is none.
  ["phone", /(?<![\w.])(?!\d{4}-\d\d-\d\d)(?:\+|\(?0|(?=(?:[ ().-]?\d){9}))(?:[ ().-]{0,2}\d){7,15}(?!\w)/g],
];

/** A part of a text; one that stands for something else already is left alone. */
interface Piece {
  text: string;
  isReplaced: boolean;
}

/** A text in which what must not be recorded is replaced: values that are known, and what looks like one. */
export function redactText(text: string, replacements: Replacements): string {
  const finders = [
    (part: string) => assigned(part, replacements),
    (part: string) => replacements.knownIn(part),
    ...patterns.map(
      ([kind, pattern]) =>
        (part: string) =>
          Array.from(part.matchAll(pattern), ({ index, 0: value }) =>
            found(kind, index, value, replacements),
          ),
    ),
  ];
  let pieces: Piece[] = [{ text, isReplaced: false }];
  for (const find of finders) {
    pieces = pieces.flatMap((piece) => (piece.isReplaced ? [piece] : split(piece.text, find(piece.text))));
  }
  return pieces.map((piece) => piece.text).join("");
}

function assigned(text: string, replacements: Replacements): Found[] {
  return [...text.matchAll(assignment)].flatMap(({ index, 1: key = "", 2: equals = "", 3: value = "" }) => {
    const kind = kindOfKey(key);
    return kind ? [found(kind, index + key.length + equals.length, value, replacements)] : [];
  });
}

function found(kind: Kind, start: number, value: string, replacements: Replacements): Found {
  return { start, end: start + value.length, replacement: replacements.ofText(kind, value) };
}

function split(text: string, all: readonly Found[]): Piece[] {
  const pieces: Piece[] = [];
  let copied = 0;
  for (const { start, end, replacement } of all) {
    pieces.push(
      { text: text.slice(copied, start), isReplaced: false },
      { text: replacement, isReplaced: true },
    );
    copied = end;
  }
  return [...pieces, { text: text.slice(copied), isReplaced: false }];
}
