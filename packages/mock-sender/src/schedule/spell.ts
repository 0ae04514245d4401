import { isObject } from "../check.ts";
import type { Draws } from "./draws.ts";

/**
 * Writes a value as JSON in a drawn spelling: the order of keys, spaces and escapes are others than those of
 * `JSON.stringify`, the meaning is the same.
 */
export function spell(value: unknown, draws: Draws): string {
  if (Array.isArray(value)) {
    return spellList(
      "[]",
      value.map((item) => spell(item, draws)),
      draws,
    );
  }
  if (isObject(value)) {
    const entries = draws.shuffled(Object.entries(value)).map(([key, one]) => {
      return `${spellString(key, draws)}${gap(draws)}:${gap(draws)}${spell(one, draws)}`;
    });
    return spellList("{}", entries, draws);
  }
  return typeof value === "string" ? spellString(value, draws) : JSON.stringify(value);
}

/** The parts between brackets, with spaces as they are drawn. */
export function spellList(brackets: "[]" | "{}", parts: readonly string[], draws: Draws): string {
  const inside = parts.map((part) => `${gap(draws)}${part}${gap(draws)}`).join(",");
  return `${brackets[0]}${inside || gap(draws)}${brackets[1]}`;
}

function gap(draws: Draws): string {
  return draws.pick(["", "", " ", "\n", "\t", "\r\n  "]);
}

/** Each character may be escaped, by any of the escapes that it has. */
function spellString(text: string, draws: Draws): string {
  const shown = [
    ...JSON.stringify(text)
      .slice(1, -1)
      .matchAll(/\\u[0-9a-f]{4}|\\.|[\s\S]/g),
  ].map(([unit]) => {
    if (unit === "/" && draws.chance(0.5)) return "\\/";
    if (unit.length > 1 || !draws.chance(0.2)) return unit;
    const hex = unit.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${draws.chance(0.5) ? hex.toUpperCase() : hex}`;
  });
  return `"${shown.join("")}"`;
}
