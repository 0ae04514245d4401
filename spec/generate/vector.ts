import { canonical, digest } from "./fingerprint.ts";

/** Bytes: a text in UTF-8, or base64. */
export type Body = { text: string } | { base64: string };

/** The bytes of a body. */
export function bytesOf(body: Body): Uint8Array {
  return "text" in body ? Buffer.from(body.text) : Buffer.from(body.base64, "base64");
}

/** A mistake: where, as a JSON pointer from the delivery, and of which kind. */
export interface Issue {
  pointer: string;
  kind: string;
}

/** What becomes of one event of a delivery. */
export interface EventVerdict {
  kind: "valid" | "unrecognized" | "invalid";
  /** What is wrong, in the order of the pointers. Of invalid events only. */
  issues?: Issue[];
  /** The text whose digest the fingerprint is. */
  said: string;
  fingerprint: string;
}

/** How the strict schemas judge the whole delivery. `issues` are missing where there may be others beside the one that is tried. */
export type StrictVerdict = { ok: true } | { ok: false; issues?: Issue[] };

/** One line of the conformance vectors; `README.md` says what each property means. */
export interface Vector {
  name: string;
  why: string;
  body: Body;
  verdict: "ok" | "quarantined" | "refused";
  /** Why it is refused. */
  code?: string;
  /** What is wrong with an envelope. */
  issues?: Issue[];
  events?: EventVerdict[];
  strict?: StrictVerdict;
}

/** What a vector is made of: what it wants of each event, as far as the event does not say it itself. */
export interface Wanted {
  name: string;
  why: string;
  body: Body;
  /** The events as they come out of `JSON.parse`. */
  events: readonly unknown[];
  kinds: readonly EventVerdict["kind"][];
  /** All issues of the delivery. */
  issues?: readonly Issue[];
  /** The exact texts of events that are taken by their letter, by their index. */
  byLetter?: Readonly<Record<number, string>>;
  strict?: StrictVerdict;
}

/**
 * A vector of a delivery that is not refused.
 *
 * @throws with the name of the row, when it contradicts itself.
 */
export function acceptedVector({ name, why, body, ...wanted }: Wanted): Vector {
  const { events, kinds, issues = [], byLetter = {}, strict } = wanted;
  const verdicts = events.map((event, index): EventVerdict => {
    const kind = kinds[index];
    if (kind === undefined) throw new Error(`${name}: it has ${events.length} events, and a kind for fewer.`);
    const own = issues.filter(({ pointer }) => `${pointer}/`.startsWith(`/events/${index}/`));
    if (own.length > 0 !== (kind === "invalid")) {
      throw new Error(`${name}: event ${index} is ${kind}, with ${own.length} issues.`);
    }
    const letters = byLetter[index];
    if (letters !== undefined && !new TextDecoder().decode(bytesOf(body)).includes(letters)) {
      throw new Error(`${name}: event ${index} is written otherwise than \`byLetter\` says.`);
    }
    const said = saidBy(event, letters, `${name}: event ${index}`);
    return { kind, ...(own.length > 0 && { issues: sorted(own) }), said, fingerprint: digest(said) };
  });
  const told = verdicts.flatMap((event) => event.issues ?? []).length;
  if (told !== issues.length)
    throw new Error(`${name}: ${issues.length - told} of its issues are in no event.`);
  const verdict = kinds.includes("invalid") ? "quarantined" : "ok";
  return { name, why, body, verdict, events: verdicts, ...(strict && { strict }) };
}

function saidBy(event: unknown, letters: string | undefined, where: string): string {
  let said: string | undefined;
  try {
    said = canonical(event);
  } catch (cause) {
    if (letters !== undefined) return letters;
    throw new Error(`${where} is taken by its letter: give its exact text as \`byLetter\`.`, { cause });
  }
  if (letters === undefined) return said;
  throw new Error(`${where} has a canonical form: it needs no \`byLetter\`.`);
}

function sorted(issues: readonly Issue[]): Issue[] {
  return issues.toSorted((a, b) => (a.pointer < b.pointer ? -1 : 1));
}
