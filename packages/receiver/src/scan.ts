const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/** What one pass over the text of a delivery finds. */
export interface Scan {
  /** True when the text nests deeper than allowed; the pass stopped there. */
  readonly tooDeep: boolean;
  /**
   * Where the elements of the top-level `events` array stand: start and end of the first, start and end of
   * the second, and so on. Of several properties named `events` the last one counts, as for `JSON.parse`.
   */
  readonly events: readonly number[];
}

/**
 * Finds the nesting depth of a JSON text and the exact text of each event, before anything is parsed.
 *
 * It does not check that the text is JSON: `JSON.parse` does that afterwards. For a text that is none, it only
 * promises to end. `{}` has depth 1.
 */
export function scan(text: string, maxDepth: number): Scan {
  let events: number[] = [];
  let depth = 0;
  /** At depth 1 of an object, between `{` or `,` and the key. */
  let awaitsKey = false;
  /** The last key at depth 1 was `events`. */
  let isEvents = false;
  /** Inside the array that is the value of `events`. */
  let inEvents = false;
  let rootIsObject = false;
  let start = -1;
  /** Just after the last character that is not white space. */
  let end = 0;

  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code <= 0x20) continue;
    const isElement = inEvents && depth === 2;
    if (isElement && start < 0 && code !== comma && code !== closeArray) start = index;

    switch (code) {
      case quote: {
        const close = endOfString(text, index);
        if (depth === 1 && awaitsKey) {
          isEvents = isEventsKey(text.slice(index, close + 1));
          // A later value of the same name replaces the earlier one, whatever it is.
          if (isEvents) events = [];
          awaitsKey = false;
        }
        index = close;
        break;
      }
      case openObject:
      case openArray:
        if (++depth > maxDepth) return { tooDeep: true, events: [] };
        if (depth === 1) rootIsObject = awaitsKey = code === openObject;
        else if (depth === 2) inEvents = isEvents && code === openArray;
        break;
      case closeObject:
      case closeArray:
        if (isElement) {
          if (start >= 0) events.push(start, end);
          start = -1;
          inEvents = false;
        }
        depth--;
        break;
      case comma:
        if (isElement) {
          events.push(start, end);
          start = -1;
        } else if (depth === 1) {
          awaitsKey = rootIsObject;
          isEvents = false;
        }
        break;
    }
    end = index + 1;
  }
  return { tooDeep: false, events };
}

/** The index of the quote that closes the string, or of the end of the text. */
function endOfString(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  return close < 0 ? text.length : close;
}

function isEscaped(text: string, index: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(index - 1 - backslashes) === backslash) backslashes++;
  return backslashes % 2 === 1;
}

function isEventsKey(literal: string): boolean {
  if (!literal.includes("\\")) return literal === '"events"';
  try {
    return JSON.parse(literal) === "events";
  } catch {
    return false;
  }
}
