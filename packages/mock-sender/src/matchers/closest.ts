import { isLike } from "./like.ts";
import type { MatcherContext } from "./matcher-context.ts";

/** The value that has the most of what is expected; the first of them. */
export function closest<T>(context: MatcherContext, values: readonly T[], part: unknown): T | undefined {
  const scores = values.map((value) => score(context, value, part));
  return values[scores.indexOf(Math.max(...scores))];
}

/** How many leaves of what is expected a value has; a string that begins so counts for a part of one. */
function score(context: MatcherContext, value: unknown, part: unknown): number {
  if (!isTree(part)) return isLike(context, value, part) ? 1 : beginning(value, part) / 2;
  if (!isTree(value)) return 0;
  return Object.entries(part)
    .map(([key, below]) => score(context, value[key], below))
    .reduce((sum, one) => sum + one, 0);
}

/** How much of a string another begins with, from 0 to 1. */
function beginning(value: unknown, part: unknown): number {
  if (typeof value !== "string" || typeof part !== "string" || part === "") return 0;
  const differs = part.split("").findIndex((letter, index) => value[index] !== letter);
  return differs < 0 ? 1 : differs / part.length;
}

/** A value without what nobody asked for, and with what was asked for as it was asked for, where it is right. */
export function shownLike(context: MatcherContext, value: unknown, part: unknown): unknown {
  if (isLike(context, value, part)) return part;
  if (!isTree(part) || !isTree(value) || Array.isArray(value) !== Array.isArray(part)) return value;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index in part ? shownLike(context, item, part[index]) : item));
  }
  const asked = Object.keys(part).filter((key) => key in value);
  return Object.fromEntries(asked.map((key) => [key, shownLike(context, value[key], part[key])]));
}

/** An object or a list, but no matcher: `expect.any(String)` is compared as a whole. */
function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !("asymmetricMatch" in value);
}
