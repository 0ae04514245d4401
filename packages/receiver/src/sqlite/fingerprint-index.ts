/** What one part holds. Twice as many slots, so that a look comes to a free one soon. */
const entriesOfPart = 2 ** 17;
const slots = 2 * entriesOfPart;
const maxParts = 8;

/** How many of the newest events with a fingerprint are remembered at the most. They take 32 MB then. */
export const mostFingerprints: number = entriesOfPart * maxParts;

/** Another one in each process, so that nobody can make texts whose keys fall on one slot. */
const seed = Math.floor(Math.random() * 2 ** 32);

/** What is needed to know an event that says the same. */
interface Marked {
  readonly chat: string | undefined;
  readonly fingerprint: string | undefined;
}

/**
 * @returns a number from 1; other chats and fingerprints have another one, but for one in 2^53. Undefined when there are no
 * duplicates of the event.
 */
export function keyOf({ chat, fingerprint }: Marked): number | undefined {
  if (chat === undefined || fingerprint === undefined) return undefined;
  let [a, b] = [seed, ~seed];
  const add = (unit: number) => {
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x9e3779b1);
  };
  for (let i = 0; i < chat.length; i++) add(chat.charCodeAt(i));
  add(0x10000);
  for (let i = 0; i < fingerprint.length; i++) add(fingerprint.charCodeAt(i));
  return (a >>> 0) * 2 ** 21 + (b >>> 11) + 1;
}

/** A hash table of numbers. One slot after the other is looked at; the key 0 says that it is free. */
class Part {
  readonly #keys = new Float64Array(slots);
  readonly #values = new Float64Array(slots);
  #size = 0;

  get isFull(): boolean {
    return this.#size >= entriesOfPart;
  }

  get(key: number): number | undefined {
    const slot = this.#slotOf(key);
    return this.#keys[slot] === key ? this.#values[slot] : undefined;
  }

  set(key: number, value: number): void {
    const slot = this.#slotOf(key);
    if (this.#keys[slot] !== key) this.#size++;
    this.#keys[slot] = key;
    this.#values[slot] = value;
  }

  #slotOf(key: number): number {
    let slot = key % slots;
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) % slots;
    return slot;
  }
}

/**
 * Finds the last event with a fingerprint among the rows of the table `fingerprints`, of which it knows those that were
 * committed, up to the number `last`. An index in the file would cost a page of the log for each event.
 */
export class FingerprintIndex {
  /** The newest in front. */
  #parts: readonly Part[] = [];
  /** Those of the transaction under way. */
  readonly #added = new Map<number, number>();
  #last = 0;

  get last(): number {
    return this.#last;
  }

  /** @returns the number of the last event with this key. */
  find(key: number): number | undefined {
    const added = this.#added.get(key);
    if (added !== undefined) return added;
    for (const part of this.#parts) {
      const n = part.get(key);
      if (n !== undefined) return n;
    }
    return undefined;
  }

  /** Of an event that is committed. */
  set(key: number, n: number): void {
    let [part] = this.#parts;
    if (part === undefined || part.isFull) {
      part = new Part();
      this.#parts = [part, ...this.#parts.slice(0, maxParts - 1)];
    }
    part.set(key, n);
    this.#last = Math.max(this.#last, n);
  }

  /** Of an event of the transaction under way. */
  add(key: number, n: number): void {
    this.#added.set(key, n);
  }

  /** What was added is committed. */
  keep(): void {
    for (const [key, n] of this.#added) this.set(key, n);
    this.#added.clear();
  }

  /** What was added was rolled back. */
  forget(): void {
    this.#added.clear();
  }
}
