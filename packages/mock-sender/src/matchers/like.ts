import type { KnownEvent, KnownMessage, SendMessage } from "@proto-webhooks/types";
import type { MatcherContext } from "./matcher-context.ts";

/** `expect.any(String)`, `expect.stringContaining("…")` and their like. */
export interface AsymmetricMatcher {
  asymmetricMatch(other: unknown): boolean;
}

/** Some of a value, at any depth, as `toMatchObject` takes it: what is not given may be anything. Lists are whole. */
export type Like<T> =
  | AsymmetricMatcher
  | (T extends readonly (infer Item)[]
      ? readonly Like<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]?: Like<T[Key]> }
        : T);

/** A message that Proto says: its text, what is found in its text, or some of it. */
export type LikeMessage = string | RegExp | Like<KnownMessage>;
/** A message as `LikeMessage`, or some of an event. */
export type LikeDelivered = LikeMessage | Like<KnownEvent>;
/** A message that a human says: its text, what is found in its text, or some of it. */
export type LikeHeard = string | RegExp | Like<SendMessage>;

/** What was expected, as part of a message: a string and a regular expression stand for a text. */
export function partOf(expected: unknown): unknown {
  if (typeof expected === "string") return { type: "text", data: { text: expected } };
  return expected instanceof RegExp ? { type: "text", data: { text: textWith(expected) } } : expected;
}

/** Whether a value has all of what is expected. */
export function isLike(context: MatcherContext, value: unknown, part: unknown): boolean {
  const { iterableEquality, subsetEquality } = context.utils;
  return context.equals(value, part, [...(context.customTesters ?? []), iterableEquality, subsetEquality]);
}

/** As `expect.stringMatching`, without an `expect`; `$$typeof` has both frameworks print it in its own words. */
function textWith(pattern: RegExp): AsymmetricMatcher {
  const matcher = {
    $$typeof: Symbol.for("jest.asymmetricMatcher"),
    // `search` forgets where an expression with the flag g stood.
    asymmetricMatch: (text: unknown) => typeof text === "string" && text.search(pattern) >= 0,
    toAsymmetricMatcher: () => String(pattern),
    toString: () => "TextWith",
  };
  return matcher;
}
