import { plural } from "../plural.ts";

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A hundred years: older than anything. */
const longestMs = 36_500 * units.d;

/** Milliseconds of a text such as `30d`, `12h`, `5m` or `90s`; undefined when it is none of these. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,10})([smhd])$/.exec(text) ?? [];
  if (count === undefined) return undefined;
  const ms = Number(count) * units[unit as keyof typeof units];
  return ms > 0 && ms <= longestMs ? ms : undefined;
}

/** A time as a person says it: in the largest unit of which there are two or more. */
export function showDuration(ms: number): string {
  if (ms < units.s) return "less than a second";
  if (ms < 2 * units.m) return plural(Math.floor(ms / units.s), "second");
  if (ms < 2 * units.h) return plural(Math.floor(ms / units.m), "minute");
  if (ms < 2 * units.d) return plural(Math.floor(ms / units.h), "hour");
  return plural(Math.floor(ms / units.d), "day");
}
