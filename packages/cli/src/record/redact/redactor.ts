import { type Kind, kindOfKey } from "./kind-of-key.ts";
import { redactText } from "./redact-text.ts";
import { Replacements } from "./replacements.ts";

/** What is nested deeper is not looked through: a delivery of the spec ends at a depth of 9, a receiver's limit at 64. */
const maxDepth = 64;

/** JSON in a text in JSON in a text, and so on: more often than anybody means it. */
const maxUnpacked = 3;

/**
 * Replaces what must not be recorded, over a whole recording: tokens, ids, email addresses, phone numbers, and the names
 * of people. Equal values stay equal, different ones different, and each keeps its JSON type, so that what fitted the
 * spec still does. What a text says beside such values stays.
 */
export class Redactor {
  readonly #replacements = new Replacements();

  /** @returns the delivery as JSON again; undefined when the text is no JSON, or nested too deep to be looked through. */
  redact(text: string): string | undefined {
    const json = parseJson(text);
    if (json === undefined || isDeeper(json.value, maxDepth)) return undefined;
    // Twice: a text may name a value that stands behind it.
    this.#redactValue(json.value, undefined, 0);
    return JSON.stringify(this.#redactValue(json.value, undefined, 0));
  }

  /** @param kind what it is, by the name of its property; undefined when that says nothing. */
  #redactValue(value: unknown, kind: Kind | undefined, unpacked: number): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#redactValue(item, kind, unpacked));
    if (typeof value === "object" && value !== null) return this.#redactObject(value, kind, unpacked);
    if (typeof value === "number" && kind !== undefined) return this.#replacements.ofNumber(kind, value);
    if (typeof value !== "string") return value;
    return kind === undefined ? this.#redactText(value, unpacked) : this.#replacements.ofText(kind, value);
  }

  #redactObject(object: object, kind: Kind | undefined, unpacked: number): object {
    const entries = Object.entries(object).map(([key, value]) => {
      if (key === "type" && kind === undefined && isTypeName(value)) return [key, value];
      const ownKind = isBotName(object, key) ? undefined : (kindOfKey(key) ?? kind);
      return [this.#redactKey(key), this.#redactValue(value, ownKind, unpacked)];
    });
    // Not by assignment, which takes `__proto__` for something else.
    return Object.fromEntries(entries);
  }

  /** A property may be named after a value. One of letters only may be of the spec, and stays. */
  #redactKey(key: string): string {
    return /^[A-Za-z]*$/.test(key) ? key : redactText(key, this.#replacements);
  }

  /** JSON in a text, as in a button's `postbackData`, is looked through like any other. */
  #redactText(text: string, unpacked: number): string {
    const json = /^\s*[[{]/.test(text) && unpacked < maxUnpacked ? parseJson(text) : undefined;
    if (json === undefined || isDeeper(json.value, maxDepth)) return redactText(text, this.#replacements);
    return JSON.stringify(this.#redactValue(json.value, undefined, unpacked + 1));
  }
}

/** Types decide what the rest is: even where a person is called Text. */
function isTypeName(value: unknown): boolean {
  return typeof value === "string" && /^[A-Za-z][A-Za-z_]*$/.test(value);
}

/** A bot's name is nobody's, and its words may be in any text: `Support bot`. */
function isBotName(object: object, key: string): boolean {
  return key === "name" && "type" in object && object.type === "bot";
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeper(inner, depth - 1));
}
