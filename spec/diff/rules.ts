import type { Unrated } from "./finding.ts";
import type { Impact } from "./redocly-diff.ts";

/** What a change is rated; "at least minor" is Redocly's rating unless that is patch. */
export type Rating = Impact | "at least minor";

/** How a change is rated, and why. */
export interface Rule {
  name: string;
  applies: (finding: Unrated) => boolean;
  /** The ratings; what is left out stays as Redocly rates it. */
  receiver?: Rating;
  mockAuthor?: Rating;
  why: string;
}

/** Keywords that say something to people and nothing about a payload. */
const words = [
  "title",
  "description",
  "summary",
  "examples",
  "externalValue",
  "x-provenance",
  "tags",
  "externalDocs",
];
/** Parts that are only for people. */
const forPeople = ["Example", "ExamplesMap", "Tag", "TagList", "ExternalDocs", "Info", "License"];
/** Keywords that say which payloads are valid. */
const limits = [
  "required",
  "type",
  "enum",
  "const",
  "maxItems",
  "minItems",
  "additionalProperties",
  "format",
];

const component = /^#\/components\/schemas\/[^/]+$/;
const isNullOnly = (schema: unknown) => (schema as { type?: unknown } | undefined)?.type === "null";

/**
 * The first one that applies decides. It names a side only where Redocly, or `document-findings.ts`, is wrong about it;
 * the others are here for their reason, or to keep a later rule away.
 */
export const rules: readonly Rule[] = [
  {
    name: "words",
    applies: ({ keyword = "", node }) => words.includes(keyword) || forPeople.includes(node),
    receiver: "patch",
    mockAuthor: "patch",
    why: "It is read by people: no payload and no type changes.",
  },
  {
    name: "type-gone",
    applies: ({ kind, pointer }) => kind === "removed" && component.test(pointer),
    why: "A type, a validator and a builder bear its name, and are gone with it.",
  },
  {
    name: "type-new",
    applies: ({ kind, pointer }) => kind === "added" && component.test(pointer),
    why: "There is a type, a validator and a builder more.",
  },
  {
    name: "list-opened-or-closed",
    applies: ({ node }) => node === "AnyOf",
    receiver: "major",
    mockAuthor: "patch",
    why: "Handlers get, or no longer get, what is not listed, and its type changes. A mock writes only what is listed.",
  },
  {
    name: "member-gone",
    applies: ({ kind, pointer }) => kind === "removed" && /\/oneOf\/\d+$/.test(pointer),
    receiver: "major",
    why: "Handlers of it are never called, and no longer compile.",
  },
  {
    name: "member-of-open-union",
    applies: ({ kind, pointer, isOpen }) => kind === "added" && /\/oneOf\/\d+$/.test(pointer) && isOpen,
    receiver: "minor",
    why: "A receiver was told to expect types that are not listed: before, it was handed on as unrecognized.",
  },
  {
    name: "another-order",
    applies: ({ before, after }) =>
      isList(before) && isList(after) && !lacks(before, after) && !lacks(after, before),
    why: "The same values, listed in another order.",
  },
  {
    name: "value-gone",
    applies: ({ keyword, before, after }) =>
      keyword === "enum" && isList(before) && isList(after) && lacks(before, after),
    receiver: "major",
    why: "What compares with the value no longer compiles; a mock may no longer write it.",
  },
  {
    name: "value-of-open-list",
    applies: ({ keyword, isOpen }) => keyword === "enum" && isOpen,
    receiver: "minor",
    mockAuthor: "minor",
    why: "The list lets other values pass: before, it was one of those.",
  },
  {
    name: "null-only-new",
    applies: ({ kind, after }) => kind === "added" && isNullOnly(after),
    receiver: "patch",
    why: "It belongs to another member of the union: types and receivers pass over it.",
  },
  {
    name: "null-only-gone",
    applies: ({ kind, before }) => kind === "removed" && isNullOnly(before),
    receiver: "patch",
    mockAuthor: "major",
    why: "Types and receivers pass over it; strict validators close the object, and refuse it from now on.",
  },
  {
    name: "property-gone",
    applies: ({ kind, pointer }) => kind === "removed" && /\/properties\/[^/]+$/.test(pointer),
    receiver: "major",
    mockAuthor: "major",
    why: "Who reads it finds nothing; who writes it is refused, as strict validators and types close the object.",
  },
  {
    name: "property-renamed",
    applies: ({ keyword, node }) => keyword === "key" && node === "Schema",
    mockAuthor: "major",
    why: "It is gone under the name by which it is read and written.",
  },
  {
    name: "format-is-a-hint",
    applies: ({ keyword }) => keyword === "format",
    receiver: "patch",
    mockAuthor: "at least minor",
    why: "A receiver takes values that do not match a format. Strict validators assert it.",
  },
  {
    name: "narrower-or-wider",
    applies: ({ keyword = "" }) => limits.includes(keyword),
    receiver: "at least minor",
    mockAuthor: "at least minor",
    why: "Where it is major, it was relied on. On the other side more may be written, or what does not fit is put in quarantine.",
  },
];

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function lacks(before: unknown[], after: unknown[]): boolean {
  return before.some((value) => !after.includes(value));
}
