import type { Kind } from "./kind-of-key.ts";
import { type Found, KnownValues } from "./known-values.ts";

/** A value that is shorter is not looked for in texts, where it would mostly be something else. */
const shortest: Readonly<Record<Kind, number>> = { token: 4, id: 4, email: 4, phone: 4, picture: 4, name: 2 };

/** What stands for the number-th value of a kind: of a form that no real value has, and good where a format counts. */
const spell: Readonly<Record<Kind, (number: number) => string>> = {
  token: (number) => `token-${number}`,
  id: (number) => `id-${number}`,
  // A domain (RFC 2606) and a country code that are nobody's.
  email: (number) => `user${number}@example.com`,
  phone: (number) => `+999${String(number).padStart(8, "0")}`,
  picture: (number) => `https://example.com/picture-${number}.png`,
  name: (number) => `Name${number}`,
};

/** Numbers that replace numbers begin here, far from small ones that are no secret. */
const firstNumber = 900_000_000;

/** Gives each value one replacement: the same for the same value, and another for any other. */
export class Replacements {
  readonly #texts = new Map<string, string>();
  readonly #numbers = new Map<number, number>();
  readonly #known = new KnownValues();

  /** The replacement of a text. Each word of a name has its own, so that a first name alone is known again. */
  ofText(kind: Kind, value: string): string {
    if (kind !== "name") return this.#ofWhole(kind, value);
    // Some are called by their address.
    if (value.includes("@")) return this.#ofWhole("email", value);
    return value.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => this.#ofWhole("name", word));
  }

  /** The replacement of a number: a number, too, as the spec of its field may ask for one. */
  ofNumber(kind: Kind, value: number): number {
    const old = this.#numbers.get(value);
    if (old !== undefined) return old;
    const replacement = firstNumber + this.#numbers.size + 1;
    this.#numbers.set(value, replacement);
    if (String(value).length >= shortest[kind]) this.#known.add(String(value), String(replacement));
    return replacement;
  }

  /** Where values that were replaced before stand in a text. */
  knownIn(text: string): Found[] {
    return this.#known.findIn(text);
  }

  #ofWhole(kind: Kind, value: string): string {
    if (value === "") return value;
    const old = this.#texts.get(value);
    if (old !== undefined) return old;
    const replacement = spell[kind](this.#texts.size + 1);
    this.#texts.set(value, replacement);
    const isCommon = value.length < shortest[kind] || (kind === "name" && /^\p{N}*$/u.test(value));
    if (!isCommon) this.#add(value, replacement);
    return replacement;
  }

  /** As it is, and as it stands in a URL. */
  #add(value: string, replacement: string): void {
    this.#known.add(value, replacement);
    // A lone surrogate cannot stand in a URL.
    if (/\p{Surrogate}/u.test(value)) return;
    const inUrl = encodeURIComponent(value);
    if (inUrl !== value) this.#known.add(inUrl, encodeURIComponent(replacement));
  }
}
