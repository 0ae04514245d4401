import { type Bundle, namesOf } from "../../diff/bundle.ts";
import type { Edits } from "./rated-change.ts";

/** The bundle after the edits. Throws when one leads nowhere or changes nothing: it would test nothing. */
export function edited(bundle: Bundle, edits: Edits): Bundle {
  for (const [pointer, value] of Object.entries(edits)) {
    const names = namesOf(pointer);
    const last = names.pop() ?? "";
    let parent: unknown = bundle;
    for (const name of names) parent = (parent as Record<string, unknown> | undefined)?.[name];
    if (typeof parent !== "object" || parent === null) throw new Error(`${pointer} leads nowhere.`);
    const place = Array.isArray(parent) && last === "-" ? parent.length : last;
    if ((parent as Record<string, unknown>)[place] === value) throw new Error(`${pointer} is so already.`);
    if (value !== undefined) (parent as Record<string, unknown>)[place] = structuredClone(value);
    else if (Array.isArray(parent)) parent.splice(Number(place), 1);
    else delete (parent as Record<string, unknown>)[place];
  }
  return bundle;
}
