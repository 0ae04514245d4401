import type { Issue } from "@proto-webhooks/validators/strict";

/** Where something is in a value, from there outwards; undefined for the whole value. Going inwards costs no copy. */
export type Place = { readonly key: string | number; readonly outer: Place } | undefined;

/** The same as validators write it: from the whole value inwards. */
export function pathOf(place: Place): Issue["path"] {
  const path: Issue["path"] = [];
  for (let at = place; at; at = at.outer) path.push(at.key);
  return path.reverse();
}

/** A copy of the value in which what is at the path was replaced. Only what leads to it is copied. */
export function replaced(
  value: unknown,
  [key, ...rest]: Issue["path"],
  to: (old: unknown) => unknown,
): unknown {
  if (key === undefined) return to(value);
  const inner = replaced(ownOf(value as Record<string, unknown>, key), rest, to);
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...(value as object), [key]: inner };
}

/** A copy of the object that lacks a property. */
export function without(object: unknown, key: string): unknown {
  const { [key]: _, ...rest } = object as Record<string, unknown>;
  return rest;
}

/** What an object has under a name itself, and not by its prototype. */
export function ownOf<T>(object: Record<string, T>, key: string | number): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
