import type { DuplicateRule } from "./inbox.ts";
import { checkLimit } from "./limits.ts";

/**
 * What becomes of an event that says the same as an earlier one of its chat, with the same reply token: a **suspected
 * duplicate**. It may be one that the sender sent again, or a human who said "ok" twice: nobody can tell, as Proto's
 * events have no id.
 *
 * - `off`: it is not looked for.
 * - `flag`, the default: it is handled like any other, and its handler sees `suspectedDuplicateOf`. By default within an hour:
 *   one that is sent again because its 200 got lost mostly comes within minutes.
 * - `drop`: it is not stored, not handled, and counted as `dropped`. That loses what was said twice, so the window has no
 *   default; make it as short as your sender's retries allow.
 */
export type Duplicates =
  | { readonly mode: "off" }
  /** `windowMs`: how long ago the earlier one may have been stored, in milliseconds, up to 31 days. */
  | { readonly mode: "flag"; readonly windowMs?: number | undefined }
  | { readonly mode: "drop"; readonly windowMs: number };

/** The window of `flag`, unless one is given: an hour. */
export const defaultDuplicateWindowMs = 3_600_000;

const longestWindowMs = 31 * 86_400_000;

/** What the inbox is asked for; undefined when nothing is to be looked for. Throws a `TypeError` when it is unusable. */
export function resolveDuplicates(duplicates: unknown): DuplicateRule | undefined {
  if (duplicates === undefined) return { mode: "flag", windowMs: defaultDuplicateWindowMs };
  const { mode, windowMs, ...others } = (duplicates ?? {}) as Record<string, unknown>;
  if (mode !== "off" && mode !== "flag" && mode !== "drop") {
    throw wrong('`duplicates` must be { mode: "off" }, { mode: "flag" } or { mode: "drop", windowMs: … }');
  }
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw wrong(`\`duplicates\` has no \`${other}\`; it has \`mode\` and \`windowMs\``);
  }
  if (mode === "off") return undefined;
  if (mode === "drop" && windowMs === undefined) {
    throw wrong(
      '`duplicates.windowMs` is needed with mode "drop": how long after an event one that says the same is dropped, in milliseconds',
    );
  }
  const window = windowMs ?? defaultDuplicateWindowMs;
  return {
    mode,
    windowMs: checkLimit("createReceiver", "duplicates.windowMs", window, 1, longestWindowMs),
  };
}

function wrong(what: string): TypeError {
  return new TypeError(`createReceiver: ${what}.`);
}
