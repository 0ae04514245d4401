import { type Figure, isMet } from "../figure.ts";

/** One line of a table: what, how much, what it is to be, whether it is. */
export type Row = readonly [name: string, value: string, target: string, verdict: string];

export const header: Row = ["", "measured", "target", ""];

/** @param judge false for a run that is too short to say anything: then no figure is met or missed. */
export function toRow(figure: Figure, judge: boolean): Row {
  const { name, value, unit, target } = figure;
  const bound = target ? `${target.bound === "at least" ? "≥" : "≤"} ${withUnit(target.value, unit)}` : "";
  const verdict = judge && target ? (isMet(figure) ? "met" : "not met") : "";
  return [name, withUnit(value, unit), bound, verdict];
}

/** Three digits that count, and no more than the noise leaves. */
function withUnit(value: number, unit: string): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const number = value.toLocaleString("en", { maximumFractionDigits: digits });
  return unit === "" ? number : `${number} ${unit}`;
}
