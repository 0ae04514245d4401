import { CliError } from "../cli-error.ts";
import { plural } from "../plural.ts";
import { printable } from "../printable.ts";
import type { Assignment } from "./assignment.ts";

/**
 * Sets a value within a JSON value. A property that is not there yet is made; what it is a property of must be there.
 *
 * @returns whether it is new.
 * @throws CliError that says how far the path leads.
 */
export function assign(root: unknown, { shown, keys, value }: Assignment): { isNew: boolean } {
  let at = root;
  let place = "the delivery";
  let isNew = false;
  for (const [depth, key] of keys.entries()) {
    const isLast = depth === keys.length - 1;
    const missing = whyMissing(at, key, isLast);
    if (missing) throw new CliError(`--set ${shown}: ${printable(place)} ${missing}`);
    if (isLast) {
      isNew = !Object.hasOwn(at as object, key);
      // Not by an assignment, which means something else for `__proto__`.
      Object.defineProperty(at, key, { value, writable: true, enumerable: true, configurable: true });
    }
    const name = Array.isArray(at) ? `[${key}]` : `.${key}`;
    place = depth === 0 ? String(key) : place + name;
    at = (at as Record<string | number, unknown>)[key];
  }
  return { isNew };
}

/** Why there is nothing to set under this key, as words for a person; undefined when there is. */
function whyMissing(at: unknown, key: string | number, isLast: boolean): string | undefined {
  if (Array.isArray(at)) {
    if (!/^\d+$/.test(String(key))) return "is a list: name one of its items by its index, as in [0]";
    return Number(key) < at.length ? undefined : `has ${plural(at.length, "item")}, so there is no [${key}]`;
  }
  if (typeof at !== "object" || at === null) return "is no object and no list";
  if (typeof key === "number") return "is no list";
  return isLast || Object.hasOwn(at, key) ? undefined : `has no ${printable(key)}`;
}
