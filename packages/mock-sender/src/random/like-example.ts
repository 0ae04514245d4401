import { below, pick, type Random } from "./seeded-random.ts";

/** Makes a value. What it looks like was decided before. */
export type Make<T = unknown> = (random: Random) => T;

/** Where words come from. */
export interface Words {
  /** A word of letters and hyphens, good for a path or a file's name. */
  word: Make<string>;
  /** A text like the example, which is one of several words. */
  prose(example: string): Make<string>;
}

const letters = "abcdefghijklmnopqrstuvwxyz";

/** Words without a meaning, and texts of the example's own words: fast, and good enough where nobody reads them. */
export const plainWords: Words = {
  word: (random) => letterSequence(Array(3 + below(6, random)).fill(letters), random),
  prose(example) {
    const words = example.split(/\s+/);
    return (random) =>
      Array.from({ length: 1 + below(words.length, random) }, () => pick(words, random)).join(" ");
  },
};

/**
 * Strings that look like an example, in the parts that tell two of a kind apart: `human_4361a99d71fa3` gives
 * `human_b07e5512c4d98`, and `receipt.png` another name of a PNG.
 */
export function likeExample(example: string | undefined, words: Words): Make<string> {
  if (example === undefined || example === "") return words.word;
  return /\s/.test(example) ? words.prose(example) : likeName(example, words);
}

/** URIs like an example: on the same host, what comes after the last slash differs, and what follows the path is left out. */
export function likeUri(example: string | undefined, words: Words): Make<string> {
  const [, scheme = "https:", host = "", path = ""] =
    /^([a-z][a-z\d+.-]*:)(\/\/[^/?#]+)?([^?#]*)/i.exec(example ?? "https://www.example.com") ?? [];
  const folder = path.slice(0, path.lastIndexOf("/") + 1) || (host && "/");
  const make = likeExample(path.slice(path.lastIndexOf("/") + 1), words);
  return (random) => scheme + host + folder + make(random);
}

/** The last part before a dot or an at sign differs, and what stands around it does not. */
function likeName(example: string, words: Words): Make<string> {
  const [, head = "", core = "", tail = ""] = /^([^.@]*?)([a-z\d]*)((?:[.@].*)?)$/i.exec(example) ?? [];
  const make = /^[a-z]*$/.test(core) ? words.word : likeCharacters(core);
  return (random) => head + make(random) + tail;
}

function likeCharacters(core: string): Make<string> {
  const isHex = /^[\da-f]+$/.test(core) && /[a-f]/.test(core);
  const alphabets = Array.from(core, (character) => {
    if (isHex) return "0123456789abcdef";
    if (/\d/.test(character)) return "0123456789";
    return character === character.toUpperCase() ? letters.toUpperCase() : letters;
  });
  return (random) => letterSequence(alphabets, random);
}

function letterSequence(alphabets: readonly string[], random: Random): string {
  let sequence = "";
  for (const alphabet of alphabets) sequence += alphabet[below(alphabet.length, random)];
  return sequence;
}
