import { type Figure, isMet } from "../figure.ts";

/** One line of a table: what, how much, what it is to be, whether it is. */
export type Row = readonly [name: string, value: string, target: string, verdict: string];

export const header: Row = ["", "measured", "target", ""];

/** @param judge false for a run that is too short to say anything: then no figure is met or missed. */
export function toRow(figure: Figure, judge: boolean): Row {
  const { name, value, unit, spread, target } = figure;
  const bound = target ? `${target.bound === "at least" ? "≥" : "≤"} ${withUnit(target.value, unit)}` : "";
  const verdict = judge && target ? (isMet(figure) ? "met" : "not met") : "";
  const measured = withUnit(value, unit);
  return [name, spread ? `${measured} (${spread.map(digits).join(" to ")})` : measured, bound, verdict];
}

function withUnit(value: number, unit: string): string {
  return unit === "" ? digits(value) : `${digits(value)} ${unit}`;
}

/** Three digits that count, and no more than the noise leaves. */
function digits(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2 });
}
