import type { Json } from "./spec.ts";

/** The names of a JSON pointer (RFC 6901), unescaped; throws when it is none. */
export function namesOf(pointer: string): string[] {
  if (pointer === "") return [];
  if (!pointer.startsWith("/") || /~(?![01])/.test(pointer))
    throw new Error(`Not a JSON pointer: ${pointer}`);
  return pointer
    .slice(1)
    .split("/")
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** One name, escaped for a JSON pointer. */
export const escapeName = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** What stands at a place, or `undefined`; only own properties count. */
export function at(document: Json, pointer: string): Json | undefined {
  let here: Json | undefined = document;
  for (const name of namesOf(pointer)) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, name)) return undefined;
    here = Array.isArray(here) ? here[Number(name)] : here[name];
  }
  return here;
}

/** The place that holds this one. */
export const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf("/"));
