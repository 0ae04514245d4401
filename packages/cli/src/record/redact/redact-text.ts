import { type Kind, kindOfKey } from "./kind-of-key.ts";
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

/** A part of a text that is to be replaced: by what is known, or by what its kind asks for. */
type Span = { start: number; end: number } & ({ replacement: string } | { kind: Kind });

/** A text in which what must not be recorded is replaced: values that are known, and what looks like one. */
export function redactText(text: string, replacements: Replacements): string {
  const spans = [...replacements.knownIn(text), ...assigned(text), ...lookingLikeOne(text)];
  let result = "";
  let copied = 0;
  for (const span of withoutOverlaps(spans)) {
    const { start, end } = span;
    const replacement =
      "kind" in span ? replacements.ofText(span.kind, text.slice(start, end)) : span.replacement;
    result += text.slice(copied, start) + replacement;
    copied = end;
  }
  return result + text.slice(copied);
}

function assigned(text: string): Span[] {
  return [...text.matchAll(assignment)].flatMap(({ index, 0: whole, 3: value = "", 1: key = "" }) => {
    const kind = kindOfKey(key);
    const end = index + whole.length;
    return kind ? [{ kind, start: end - value.length, end }] : [];
  });
}

function lookingLikeOne(text: string): Span[] {
  return patterns.flatMap(([kind, pattern]) =>
    Array.from(text.matchAll(pattern), ({ index, 0: value }) => ({
      kind,
      start: index,
      end: index + value.length,
    })),
  );
}

/** In order. What is within another is replaced with it, as a name in an address; of what goes beyond, nothing is left. */
function withoutOverlaps(spans: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = apart.at(-1);
    if (!last || span.start >= last.end) apart.push(span);
    else if (span.end > last.end) {
      apart[apart.length - 1] = { kind: "token", start: last.start, end: span.end };
    }
  }
  return apart;
}
