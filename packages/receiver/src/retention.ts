import type { PurgeRequest } from "./inbox.ts";
import { checkLimit } from "./limits.ts";

/** How long settled events of one state are kept. What is given holds together: an event goes when either says so. */
export interface Keep {
  /**
   * How long after it was settled, in milliseconds, up to ten years. Default: without end. An inbox that outlives the process
   * counts by the wall clock: one that is set forward by a day makes all events a day older.
   */
  readonly maxAgeMs?: number | undefined;
  /** How many, the newest. Default: without end. */
  readonly maxCount?: number | undefined;
}

/** What is kept of settled events. The books count all of them, whatever is kept. */
export interface Retention {
  /** Default: nothing is kept of an event that is done. `{}` keeps all of them, so give it an end. */
  readonly done?: Keep | undefined;
  /** Default: they are kept until someone redrives or purges them, as each is an event that nobody handled. */
  readonly dead?: Keep | undefined;
  /** Default: as for the dead. */
  readonly quarantined?: Keep | undefined;
}

const states: readonly PurgeRequest["state"][] = ["done", "dead", "quarantined"];
const tenYearsMs = 3_650 * 86_400_000;

/** Throws a `TypeError` that names what is unusable. */
export function resolveRetention(retention: unknown): Retention {
  if (retention === undefined) return {};
  if (typeof retention !== "object" || retention === null) throw wrong("must be an object");
  for (const [state, keep] of Object.entries(retention)) {
    if (!(states as readonly string[]).includes(state)) {
      throw wrong(`has no \`${state}\`; it has ${states.map((name) => `\`${name}\``).join(", ")}`);
    }
    if (keep !== undefined) checkKeep(state, keep);
  }
  return retention;
}

function checkKeep(state: string, keep: unknown): void {
  if (typeof keep !== "object" || keep === null) {
    throw wrong(`\`${state}\` must be an object with \`maxAgeMs\` or \`maxCount\``);
  }
  for (const [name, value] of Object.entries(keep)) {
    if (name !== "maxAgeMs" && name !== "maxCount") {
      throw wrong(`\`${state}\` has no \`${name}\`; it has \`maxAgeMs\` and \`maxCount\``);
    }
    if (value !== undefined) checkLimit("createReceiver", `retention.${state}.${name}`, value, 0, tenYearsMs);
  }
}

/** What is to be purged, again and again, so that no more is kept. */
export function purgesOf(retention: Retention): readonly Omit<PurgeRequest, "limit">[] {
  return states.flatMap((state) => {
    const { maxAgeMs, maxCount } = retention[state] ?? {};
    return [
      ...(maxAgeMs === undefined ? [] : [{ state, olderThanMs: maxAgeMs }]),
      ...(maxCount === undefined ? [] : [{ state, keepNewest: maxCount }]),
    ];
  });
}

function wrong(what: string): TypeError {
  return new TypeError(`createReceiver: \`retention\` ${what}.`);
}
